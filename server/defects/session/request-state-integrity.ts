import type { Defect } from '../../parts.ts';
import type { RemovalPlan } from '../../tools/seams.ts';

/** Nobody will read it, it is thought, since it does not look like JSON. */
export default {
  breaks: 'server.session.request-state-integrity',
  // Nothing in it says whose it is, either.
  entails: ['server.session.request-state-bound-to-principal'],
  title: 'requestState is plain JSON in Base64, and is trusted',
  alter: () => ({
    planCodec: () => ({
      mint: async (plan) => Buffer.from(JSON.stringify(plan)).toString('base64url'),
      verify: async (state) => JSON.parse(Buffer.from(state, 'base64url').toString('utf8')) as RemovalPlan,
    }),
  }),
} satisfies Defect;
