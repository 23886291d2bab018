import type { Defect } from '../../parts.ts';

/** Where the metadata says nothing of iss, whatever stands there is taken. */
export default {
  breaks: 'client.authorization.iss-mismatch-rejected',
  title: 'iss is looked at only where the metadata announces it',
  alter: (parts) => ({
    checkIssuer(session, server, response) {
      if (server.authorization_response_iss_parameter_supported === true)
        parts.checkIssuer(session, server, response);
    },
  }),
} satisfies Defect;
