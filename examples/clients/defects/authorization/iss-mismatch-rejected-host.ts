import type { Defect } from '../../parts.ts';

/** A warning in a log that nobody reads. */
export default {
  breaks: 'client.authorization.iss-mismatch-rejected',
  entails: ['client.authorization.iss-error-response'],
  title: 'An iss of another host is taken for a server that moved',
  alter: (parts) => ({
    checkIssuer(session, server, response) {
      const iss = response.get('iss') ?? '';
      if (!URL.canParse(iss) || new URL(iss).host === new URL(server.issuer).host)
        parts.checkIssuer(session, server, response);
    },
  }),
} satisfies Defect;
