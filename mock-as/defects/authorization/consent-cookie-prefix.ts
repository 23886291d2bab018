import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';

/** A sibling host can set it then. */
export default {
  breaks: 'authorization-server.authorization.consent-cookie',
  title: 'The consent cookie has no prefix that keeps it to its host',
  pages: true,
  options: { tls: true },
  alter: proxying({ cookie: { hostPrefix: false } }),
} satisfies Defect;
