import type { Defect } from '../../parts.ts';
import { unverifiedClaims } from '../../verify/jwt.ts';

/** What the sender wrote becomes a part of what the server says. */
export default {
  breaks: 'server.security.no-header-injection',
  title: 'The jti of a bad token stands unescaped in the challenge',
  alter: (parts) => ({
    verifyToken: async (token, setup) => {
      const result = await parts.verifyToken(token, setup);
      const id = unverifiedClaims(token)?.claims['jti'];
      if (result.kind !== 'invalid' || typeof id !== 'string') return result;
      return { ...result, reason: `The access token ${id} is not valid.` };
    },
    formatChallenge: (parameters) =>
      `Bearer ${parameters.map(([name, value]) => `${name}="${value.replace(/[\r\n]/g, ' ')}"`).join(', ')}`,
  }),
} satisfies Defect;
