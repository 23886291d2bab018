import type { Defect } from '../../parts.ts';

/** One lock around everything, held while the authorization server is asked. */
export default {
  breaks: 'server.availability.introspection-timeout',
  title: 'All requests wait in line while one waits for the authorization server',
  options: { upstreamTimeoutMs: 3_500 },
  alter: (parts) => {
    let line: Promise<unknown> = Promise.resolve();
    return {
      outermost: async (context, next) => {
        const turn = line.then(() => parts.outermost(context, next));
        // What is answered by the protocol goes on after its turn; the check of the token does not.
        line = turn.catch(() => undefined);
        await turn;
      },
    };
  },
} satisfies Defect;
