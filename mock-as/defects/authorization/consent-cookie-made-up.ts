import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';
import { plain } from '../../proxy/seal.ts';

export default {
  breaks: 'authorization-server.authorization.consent-cookie',
  title: 'The cookie lists the approved clients without a signature',
  pages: true,
  alter: proxying({ seal: plain }),
} satisfies Defect;
