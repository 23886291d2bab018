import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.iss-returned',
  title: 'Authorization responses have no iss',
  options: { authorizationResponseIssuer: false },
} satisfies Defect;
