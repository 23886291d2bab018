import type { Defect } from '../../parts.ts';
import type { RemovalPlan } from '../../tools/seams.ts';

/** A signature is checked where there is one; a state from before there were signatures is still taken. */
export default {
  breaks: 'server.session.request-state-integrity',
  title: 'A requestState without its signature is taken as it is',
  alter: (parts) => ({
    planCodec: (codec) => {
      const sealed = parts.planCodec(codec);
      return {
        mint: (plan, context) => sealed.mint(plan, context),
        verify: async (state, context) => {
          const [, body = '', signature = ''] = state.split('.');
          if (signature !== '') return sealed.verify(state, context);
          return (JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as { p: RemovalPlan }).p;
        },
      };
    },
  }),
} satisfies Defect;
