import type { Defect } from '../../parts.ts';

/** The first token is a token for everything. */
export default {
  breaks: 'server.security.scope-wildcards',
  title: 'A scope for everything is offered',
  alter: (parts) => ({ supportedScopes: () => [...parts.supportedScopes(), '*'] }),
} satisfies Defect;
