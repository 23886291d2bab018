import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';

export default {
  breaks: 'authorization-server.authorization.per-client-consent',
  title: 'A redirect of its own stands where consent should be asked for',
  alter: proxying({ asks: false, hops: true }),
} satisfies Defect;
