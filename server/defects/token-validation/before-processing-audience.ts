import type { Defect } from '../../parts.ts';
import { checkedTooLate } from '../too-late.ts';

/** Signature and expiry are looked at in time; for whom the token is, only when the answer is written. */
export default {
  breaks: 'server.token-validation.before-processing',
  title: 'A token for another resource is refused after the call was carried out',
  alter: checkedTooLate('checkAudience'),
} satisfies Defect;
