import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.security.callback-loopback-only',
  title: 'Goes on listening when the login is over',
  alter: () => ({ closesCallback: () => false }),
} satisfies Defect;
