import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';

export default {
  breaks: 'authorization-server.authorization.proxy-state',
  title: 'A callback without a state is taken for the one that is awaited',
  pages: true,
  alter: proxying({ stateOf: (came, kept) => (came === undefined || came === kept ? kept : undefined) }),
} satisfies Defect;
