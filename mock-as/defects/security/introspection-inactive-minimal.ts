import type { Defect } from '../../parts.ts';

/** For debugging. */
export default {
  breaks: 'authorization-server.security.introspection-inactive-minimal',
  title: 'Introspection tells the claims of tokens that are not active',
  alter: (honest) => ({
    introspectionResponse: (environment, issued, active) => ({
      ...issued?.claims,
      ...honest.introspectionResponse(environment, issued, active),
    }),
  }),
} satisfies Defect;
