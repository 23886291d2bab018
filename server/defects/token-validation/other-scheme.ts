import type { Defect } from '../../parts.ts';

/** The scheme says what the credentials are, and nobody reads it. */
export default {
  breaks: 'server.token-validation.other-scheme',
  title: 'Whatever follows the first space is taken for a token',
  alter: (parts) => ({
    readCredentials: (request) => {
      const credentials = parts.readCredentials(request);
      const token = /^[A-Za-z]+ (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
      return credentials.kind === 'none' && token !== undefined ? { kind: 'token', token } : credentials;
    },
  }),
} satisfies Defect;
