import type { Defect } from '../../parts.ts';
import { parseJson } from '../../verify/upstream.ts';

/** The signature is right and the reading is not. */
export default {
  breaks: 'server.security.jwt-duplicate-members',
  title: 'The audience is cut out of the claims by a pattern that takes the first',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      const result = await parts.verifySignature(token, setup);
      const text = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
      const first = /"aud":("[^"]*"|\[[^\]]*\])/.exec(text)?.[1];
      if (result.kind !== 'verified' || first === undefined) return result;
      return { ...result, claims: { ...result.claims, aud: parseJson(first) } };
    },
  }),
} satisfies Defect;
