import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';

export default {
  breaks: 'authorization-server.authorization.proxy-state',
  title: 'A state may be used as often as one likes',
  pages: true,
  alter: proxying({ once: false, goesOn: 'anew' }),
} satisfies Defect;
