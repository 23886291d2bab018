import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

export default {
  breaks: 'client.authorization.iss-absent-unannounced-accepted',
  title: 'A server that does not announce iss is not used at all',
  alter: (parts) => ({
    checkIssuer(session, server, response) {
      if (server.authorization_response_iss_parameter_supported !== true)
        throw new Trouble('The server does not announce iss.');
      parts.checkIssuer(session, server, response);
    },
  }),
} satisfies Defect;
