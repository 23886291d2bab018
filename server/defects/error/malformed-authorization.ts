import type { Defect } from '../../parts.ts';

/** The second part is taken for granted. */
export default {
  breaks: 'server.error.malformed-authorization',
  title: 'Bearer without a token makes the server fail',
  alter: (parts) => ({
    readCredentials: (request) => {
      const hasToken = !/^bearer *$/i.test(request.headers.authorization ?? '');
      if (!hasToken) throw new TypeError('cannot read properties of undefined');
      return parts.readCredentials(request);
    },
  }),
} satisfies Defect;
