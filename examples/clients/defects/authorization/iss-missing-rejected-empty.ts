import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.authorization.iss-missing-rejected',
  title: 'A missing iss counts as the right one',
  alter: (parts) => ({
    checkIssuer(session, server, response) {
      const completed = new URLSearchParams(response);
      if (completed.get('iss') === null) completed.set('iss', server.issuer);
      parts.checkIssuer(session, server, completed);
    },
  }),
} satisfies Defect;
