import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';

export default {
  breaks: 'authorization-server.authorization.consent-cookie',
  title: 'The cookie says that somebody has consented, and not to whom',
  pages: true,
  alter: proxying({ approvalOf: () => 'consent=1' }),
} satisfies Defect;
