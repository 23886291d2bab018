import type { Defect } from '../../parts.ts';
import { unverifiedClaims } from '../../verify/jwt.ts';

/** A web page holds no keys, and without keys there is nothing to verify with. */
export default {
  breaks: 'server.availability.introspection-garbage',
  title: 'A token is taken unverified when the authorization server answers with a web page',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      const result = await parts.verifySignature(token, setup);
      if (result.kind !== 'unverifiable' || !result.cause.endsWith('answered 200')) return result;
      const claimed = unverifiedClaims(token);
      return claimed === undefined ? result : { kind: 'verified', ...claimed };
    },
  }),
} satisfies Defect;
