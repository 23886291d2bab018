import type { Defect } from '../../parts.ts';
import { isObject } from '../../verify/upstream.ts';

/** What is in an object is in it, whatever the object is. */
export default {
  breaks: 'server.security.jwt-odd-claim-types',
  title: 'An aud that is an object is searched by its member names',
  alter: (parts) => ({
    checkClaimTypes: (claims, setup, header) =>
      parts.checkClaimTypes({ ...claims, aud: undefined }, setup, header),
    checkAudience: (claims, setup, header) => {
      const aud = isObject(claims['aud']) ? Object.keys(claims['aud']) : claims['aud'];
      return parts.checkAudience({ ...claims, aud }, setup, header);
    },
  }),
} satisfies Defect;
