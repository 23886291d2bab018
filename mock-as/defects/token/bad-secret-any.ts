import type { Defect } from '../../parts.ts';

/** The promise of the comparison is not awaited, and a promise is true. */
export default {
  breaks: 'authorization-server.token.bad-secret',
  title: 'Any secret is the right one',
  alter: () => ({
    provider: (_environment, { Client }) => {
      Client.prototype.compareClientSecret = async () => true;
    },
  }),
} satisfies Defect;
