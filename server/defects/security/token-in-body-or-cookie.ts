import type { Defect } from '../../parts.ts';

/** Browsers send cookies unasked, also for other sites. */
export default {
  breaks: 'server.security.token-in-body-or-cookie',
  title: 'A cookie named access_token is taken when there is no Authorization field',
  alter: (parts) => ({
    readCredentials: (request) => {
      const credentials = parts.readCredentials(request);
      const token = /(?:^|; *)access_token=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
      return credentials.kind === 'none' && token !== undefined ? { kind: 'token', token } : credentials;
    },
  }),
} satisfies Defect;
