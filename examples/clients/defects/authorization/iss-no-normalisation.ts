import type { Defect } from '../../parts.ts';

/** A slash more or less may be another tenant. */
export default {
  breaks: 'client.authorization.iss-no-normalisation',
  title: 'iss is compared as a URL',
  alter: (parts) => ({
    checkIssuer(session, server, response) {
      const iss = response.get('iss') ?? '';
      const isSame = URL.canParse(iss) && new URL(iss).href === new URL(server.issuer).href;
      if (!isSame) parts.checkIssuer(session, server, response);
    },
  }),
} satisfies Defect;
