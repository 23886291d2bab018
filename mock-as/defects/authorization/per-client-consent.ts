import type { Defect } from '../../parts.ts';
import { forwarding } from '../upstream.ts';

export default {
  breaks: 'authorization-server.authorization.per-client-consent',
  title: 'Every client is sent on to a third party at once',
  alter: forwarding({ begins: false }),
} satisfies Defect;
