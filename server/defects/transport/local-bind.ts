import type { Defect } from '../../parts.ts';
import { isLoopbackHost } from '../../options.ts';

/** A server for this machine that the whole network can reach. */
export default {
  breaks: 'server.transport.local-bind',
  title: 'The server listens on all addresses',
  options: { host: '0.0.0.0', allowNonLoopback: true },
  alter: () => ({
    // The rest stays as it is for a local server.
    hostAllowed: (host) => isLoopbackHost((host ?? '').replace(/:\d*$/, '')),
  }),
} satisfies Defect;
