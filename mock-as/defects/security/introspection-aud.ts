import type { Defect } from '../../parts.ts';

/** The least that RFC 7662 asks for. */
export default {
  breaks: 'authorization-server.security.introspection-aud',
  title: 'Introspection says only that a token is active',
  alter: () => ({ introspectionResponse: (_environment, _issued, active) => ({ active }) }),
} satisfies Defect;
