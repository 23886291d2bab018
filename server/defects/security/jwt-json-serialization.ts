import type { Defect } from '../../parts.ts';

/** Three parts are expected, and nobody counts. */
export default {
  breaks: 'server.security.jwt-json-serialization',
  title: 'A token of more than three parts makes the server stumble',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      if (token.split('.').length > 3) throw new TypeError('too many parts');
      return parts.verifySignature(token, setup);
    },
  }),
} satisfies Defect;
