import type { Defect } from '../../parts.ts';

/** A good token is called bad because it came twice. */
export default {
  breaks: 'server.error.invalid-request-400',
  title: 'A token in the field and in the query is answered 401',
  alter: (parts) => ({
    readCredentials: (request) => {
      const credentials = parts.readCredentials(request);
      const isTwice = credentials.kind === 'token' && request.url?.includes('access_token=');
      return isTwice === true ? { kind: 'token', token: 'twice' } : credentials;
    },
  }),
} satisfies Defect;
