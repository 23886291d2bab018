import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.security.no-secrets-in-logs',
  title: 'Prints the form of each token request',
  alter: (parts) => ({
    askForTokens(session, target, registration, form) {
      session.print(`POST ${target.server.token_endpoint} ${new URLSearchParams(form).toString()}\n`);
      return parts.askForTokens(session, target, registration, form);
    },
  }),
} satisfies Defect;
