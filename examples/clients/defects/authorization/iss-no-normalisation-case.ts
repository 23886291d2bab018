import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.authorization.iss-no-normalisation',
  title: 'iss is compared without case',
  alter: (parts) => ({
    checkIssuer(session, server, response) {
      if (response.get('iss')?.toLowerCase() !== server.issuer) parts.checkIssuer(session, server, response);
    },
  }),
} satisfies Defect;
