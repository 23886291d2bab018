import type { Defect } from '../../parts.ts';
import { headerOf, verifiedOver } from '../tricks.ts';

/** The signature is checked over a text that other verifiers do not see. */
export default {
  breaks: 'server.security.jwt-b64-false',
  title: 'The header b64 false is honoured, with and without crit',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      if (headerOf(token)['b64'] !== false) return parts.verifySignature(token, setup);
      const [header = '', payload = ''] = token.split('.');
      const text = `${header}.${Buffer.from(payload, 'base64url').toString('utf8')}`;
      return verifiedOver(text, token, setup);
    },
  }),
} satisfies Defect;
