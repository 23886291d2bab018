import type { Defect } from '../../parts.ts';

/** The search service now holds a token that opens this server in the user's name. */
export default {
  breaks: 'server.security.no-token-passthrough',
  title: 'The search service is called with the token of the client',
  alter: () => ({ upstreamKey: (access) => access.token }),
} satisfies Defect;
