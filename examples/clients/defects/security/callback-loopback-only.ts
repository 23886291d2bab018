import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.security.callback-loopback-only',
  title: 'Listens for the browser on all addresses',
  alter: () => ({ callbackHost: () => '0.0.0.0' }),
} satisfies Defect;
