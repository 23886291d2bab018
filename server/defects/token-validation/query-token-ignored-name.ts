import type { Defect } from '../../parts.ts';

/** The forbidden name is not read; its short form is, for a client that cannot set header fields. */
export default {
  breaks: 'server.token-validation.query-token-ignored',
  title: 'A token in the query is taken when it is called token',
  alter: (parts) => ({
    readCredentials: (request) => {
      const credentials = parts.readCredentials(request);
      const token = new URL(request.url ?? '/', 'http://localhost').searchParams.get('token');
      return credentials.kind === 'none' && token !== null ? { kind: 'token', token } : credentials;
    },
  }),
} satisfies Defect;
