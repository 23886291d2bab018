import type { Defect } from '../../parts.ts';

/** No word of somebody else's, but their choice of the message. */
export default {
  breaks: 'client.authorization.iss-error-response',
  title: 'The name of an error is shown before its iss is looked at',
  alter: (parts) => ({
    checkIssuer(session, server, response) {
      const error = response.get('error');
      if (error !== null) session.print(`The authorization server says ${error}.\n`);
      parts.checkIssuer(session, server, response);
    },
  }),
} satisfies Defect;
