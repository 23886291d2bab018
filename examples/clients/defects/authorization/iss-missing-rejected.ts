import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.authorization.iss-missing-rejected',
  title: 'iss is checked only when it is there',
  alter: (parts) => ({
    checkIssuer(session, server, response) {
      if (response.has('iss')) parts.checkIssuer(session, server, response);
    },
  }),
} satisfies Defect;
