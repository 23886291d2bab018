import type { Defect } from '../../parts.ts';

/** It stands behind the firewall, it is said. */
export default {
  breaks: 'authorization-server.security.introspection-protected',
  title: 'Introspection answers anybody',
  options: { introspection: 'open' },
} satisfies Defect;
