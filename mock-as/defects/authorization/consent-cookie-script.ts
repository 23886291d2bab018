import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';

export default {
  breaks: 'authorization-server.authorization.consent-cookie',
  title: 'Scripts can read the consent cookie',
  pages: true,
  alter: proxying({ cookie: { httpOnly: false } }),
} satisfies Defect;
