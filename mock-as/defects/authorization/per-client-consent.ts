import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';

export default {
  breaks: 'authorization-server.authorization.per-client-consent',
  title: 'Every client is sent on to a third party at once',
  alter: proxying({ asks: false, hops: false }),
} satisfies Defect;
