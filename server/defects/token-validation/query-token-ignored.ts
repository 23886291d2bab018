import type { Defect } from '../../parts.ts';

/** A token in the URL ends up in logs and histories, and still opens the door here. */
export default {
  breaks: 'server.token-validation.query-token-ignored',
  title: 'A token in the query is taken when there is none in the header',
  alter: (parts) => ({
    readCredentials: (request) => {
      const credentials = parts.readCredentials(request);
      const token = new URL(request.url ?? '/', 'http://localhost').searchParams.get('access_token');
      return credentials.kind === 'none' && token !== null ? { kind: 'token', token } : credentials;
    },
  }),
} satisfies Defect;
