import type { Defect } from '../../parts.ts';

/** The secret that seals session cookies stands among the keys. */
export default {
  breaks: 'authorization-server.security.jwks-no-private-keys',
  title: 'The key set holds a symmetric key',
  alter: ({ jwks }) => ({
    jwks: (environment) => {
      const { keys } = jwks(environment) as { keys: object[] };
      const k = Buffer.from('a-secret-that-nobody-should-see!').toString('base64url');
      return { keys: [...keys, { kty: 'oct', kid: 'cookies', alg: 'HS256', use: 'sig', k }] };
    },
  }),
} satisfies Defect;
