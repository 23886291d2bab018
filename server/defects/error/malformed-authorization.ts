import type { Defect } from '../../parts.ts';

/** The second part is taken for granted. */
export default {
  breaks: 'server.error.malformed-authorization',
  title: 'A malformed Authorization field makes the server fail',
  alter: (parts) => ({
    readCredentials: (request) => {
      const credentials = parts.readCredentials(request);
      if (credentials.kind === 'malformed') throw new TypeError('cannot read properties of undefined');
      return credentials;
    },
  }),
} satisfies Defect;
