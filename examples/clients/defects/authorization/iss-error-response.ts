import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.authorization.iss-error-response',
  title: 'The text of an error response is shown before its iss is looked at',
  alter: (parts) => ({
    checkIssuer(session, server, response) {
      const text = response.get('error_description');
      if (text !== null) session.print(`${text}\n`);
      parts.checkIssuer(session, server, response);
    },
  }),
} satisfies Defect;
