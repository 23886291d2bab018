import type { Defect } from '../../parts.ts';

/** A web page anywhere can talk to a server on its visitor's machine. */
export default {
  breaks: 'server.transport.origin-validated',
  entails: ['server.security.origin-null'],
  title: 'Origin is not looked at',
  alter: () => ({ originAllowed: () => true }),
} satisfies Defect;
