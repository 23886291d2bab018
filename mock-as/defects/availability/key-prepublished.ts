import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.availability.key-prepublished',
  title: 'A key signs before the key set with it is deployed',
  alter: ({ accessTokenHeader }) => ({
    accessTokenHeader: (environment) => ({ ...accessTokenHeader(environment), kid: 'key-of-tomorrow' }),
  }),
} satisfies Defect;
