import type { Defect } from '../../parts.ts';

/** A web page can point its own name at this machine. */
export default {
  breaks: 'server.security.host-rebinding',
  title: 'The Host field is not looked at',
  alter: () => ({ hostAllowed: () => true }),
} satisfies Defect;
