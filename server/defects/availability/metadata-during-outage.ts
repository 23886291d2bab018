import type { Defect } from '../../parts.ts';
import { timeLimit } from '../../verify/upstream.ts';
import type { Setup } from '../../types.ts';

/** The metadata is made of the authorization server's own document, fetched anew each time. */
export default {
  breaks: 'server.availability.metadata-during-outage',
  title: 'The resource metadata can only be served while the authorization server answers',
  alter: (parts) => {
    let setupOf: (() => Setup) | undefined;
    return {
      createKeySource: (getSetup) => {
        setupOf = getSetup;
        return parts.createKeySource(getSetup);
      },
      outermost: async (context, next) => {
        const setup = setupOf?.();
        if (setup !== undefined && context.path.startsWith('/.well-known/oauth-protected-resource')) {
          const found = await parts.discover(setup, timeLimit(setup.settings.upstreamTimeoutMs));
          if (found.kind === 'unverifiable') {
            context.status = 502;
            return;
          }
        }
        await parts.outermost(context, next);
      },
    };
  },
} satisfies Defect;
