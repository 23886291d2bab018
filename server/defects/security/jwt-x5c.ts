import type { Defect } from '../../parts.ts';
import { X509Certificate } from 'node:crypto';
import { headerOf, trusting } from '../tricks.ts';

/** The certificate is read, and nobody asks who vouches for it. */
export default {
  breaks: 'server.security.jwt-x5c',
  title: 'A JWT is verified by the certificate in its x5c header',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      const { x5c } = headerOf(token);
      if (!Array.isArray(x5c)) return parts.verifySignature(token, setup);
      const { publicKey } = new X509Certificate(Buffer.from(String(x5c[0]), 'base64'));
      return parts.verifySignature(token, trusting([publicKey.export({ format: 'jwk' })], setup));
    },
  }),
} satisfies Defect;
