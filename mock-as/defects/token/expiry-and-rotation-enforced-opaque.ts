import type { Defect } from '../../parts.ts';

/** The rows of expired tokens are cleared by a nightly job only, and nobody looks at their time before. */
export default {
  breaks: 'authorization-server.token.expiry-and-rotation-enforced',
  title: 'Introspection calls expired tokens active',
  options: { accessTokens: 'opaque' },
  alter: (honest) => ({
    introspectionResponse: (environment, issued, active) => {
      const { exp } = issued?.claims ?? {};
      const isExpired = typeof exp === 'number' && exp <= environment.clock.seconds();
      return honest.introspectionResponse(environment, issued, active || isExpired);
    },
  }),
} satisfies Defect;
