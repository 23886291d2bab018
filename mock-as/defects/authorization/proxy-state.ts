import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';

export default {
  breaks: 'authorization-server.authorization.proxy-state',
  title: 'The cookie with the state is set while the person is still being asked',
  pages: true,
  alter: proxying({ stateMade: 'shown' }),
} satisfies Defect;
