import type { PublicJwk } from '../../keys.ts';
import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.availability.key-set-usable',
  title: 'Two keys have the same kid',
  alter: ({ jwks }) => ({
    jwks: (environment) => {
      const { keys } = jwks(environment) as { keys: PublicJwk[] };
      // The second one is a former key that kept its name.
      return { keys: keys.flatMap((key) => [key, { ...key, n: key.n?.split('').reverse().join('') }]) };
    },
  }),
} satisfies Defect;
