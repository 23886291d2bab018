import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.security.no-secrets-in-logs',
  title: 'Prints its access token as it sends it',
  alter: (parts) => ({
    requestFor(session, message, credentials) {
      session.print(`${String(message['method'])} with ${credentials.token ?? 'no token'}\n`);
      return parts.requestFor(session, message, credentials);
    },
  }),
} satisfies Defect;
