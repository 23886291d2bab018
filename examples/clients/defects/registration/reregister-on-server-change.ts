import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.registration.reregister-on-server-change',
  entails: ['client.registration.separate-per-authorization-server'],
  title: 'The registration is kept for the MCP server, whichever authorization server it is of',
  alter: () => ({ registrationKey: ({ url }) => url }),
} satisfies Defect;
