import type { Defect } from '../../parts.ts';

/** A second door that no proxy watches. */
export default {
  breaks: 'server.security.token-in-body-or-cookie',
  title: 'X-Access-Token is taken when there is no Authorization field',
  alter: (parts) => ({
    readCredentials: (request) => {
      const credentials = parts.readCredentials(request);
      const token = request.headers['x-access-token'];
      return credentials.kind === 'none' && typeof token === 'string'
        ? { kind: 'token', token }
        : credentials;
    },
  }),
} satisfies Defect;
