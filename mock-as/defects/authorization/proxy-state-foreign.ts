import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';

/** It is random, unused and not expired; only the browser is another one. */
export default {
  breaks: 'authorization-server.authorization.proxy-state',
  title: 'A state is known to the server, whichever browser brings it',
  pages: true,
  alter: proxying({ stateOf: (came) => came, goesOn: 'anew' }),
} satisfies Defect;
