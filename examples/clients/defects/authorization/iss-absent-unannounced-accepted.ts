import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

export default {
  breaks: 'client.authorization.iss-absent-unannounced-accepted',
  title: 'iss is required of every server',
  alter: (parts) => ({
    checkIssuer(session, server, response) {
      if (!response.has('iss')) throw new Trouble('The response has no iss.');
      parts.checkIssuer(session, server, response);
    },
  }),
} satisfies Defect;
