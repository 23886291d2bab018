import type { Defect } from '../../parts.ts';
import { isObject } from '../../verify/upstream.ts';
import { headerOf, trusting } from '../tricks.ts';

/** The token brings the key along by which it is verified. */
export default {
  breaks: 'server.security.jwt-embedded-jwk',
  title: 'The key in the jwk header is preferred to the key set',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      const { jwk } = headerOf(token);
      return parts.verifySignature(token, isObject(jwk) ? trusting([jwk], setup) : setup);
    },
  }),
} satisfies Defect;
