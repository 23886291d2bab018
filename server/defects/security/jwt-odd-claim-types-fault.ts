import type { Defect } from '../../parts.ts';

/** A claim of another type meets a method that it does not have. */
export default {
  breaks: 'server.security.jwt-odd-claim-types',
  title: 'An exp that is null makes the server stumble',
  alter: (parts) => ({
    checkClaimTypes: (claims, setup, header) => {
      if (claims['exp'] === null) throw new TypeError('exp has no value');
      return parts.checkClaimTypes(claims, setup, header);
    },
  }),
} satisfies Defect;
