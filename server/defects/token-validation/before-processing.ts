import type { Defect } from '../../parts.ts';
import { checkedTooLate } from '../too-late.ts';

/** The call is made first, and the refusal comes too late. */
export default {
  breaks: 'server.token-validation.before-processing',
  title: 'An expired token is refused after the call was carried out',
  alter: checkedTooLate('checkExpiry'),
} satisfies Defect;
