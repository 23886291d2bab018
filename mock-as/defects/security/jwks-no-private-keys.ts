import type { Defect } from '../../parts.ts';

/** The key that signs is written out as it is. */
export default {
  breaks: 'authorization-server.security.jwks-no-private-keys',
  title: 'The key set holds the private members of the key that signs',
  alter: ({ jwks }) => ({
    jwks: (environment) => {
      const { privateKey, kid } = environment.keys.current();
      const { keys } = jwks(environment) as { keys: { kid?: string }[] };
      const whole = privateKey.export({ format: 'jwk' });
      return { keys: keys.map((key) => (key.kid === kid ? { ...whole, ...key } : key)) };
    },
  }),
} satisfies Defect;
