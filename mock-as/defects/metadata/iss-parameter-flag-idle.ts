import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.iss-parameter-flag',
  entails: ['authorization-server.authorization.iss-returned'],
  title: 'The metadata promises iss, and no response carries it',
  alter: () => ({ authorizationResponse: (_environment, parameters) => parameters.delete('iss') }),
} satisfies Defect;
