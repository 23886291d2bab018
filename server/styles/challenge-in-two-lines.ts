import type { Style } from '../parts.ts';

export default {
  title: 'Sends two challenges, each on its own line',
  alter: (parts) => ({
    outermost: async (context, next) => {
      await parts.outermost(context, next);
      const challenge = context.response.get('WWW-Authenticate');
      if (context.res.hasHeader('WWW-Authenticate'))
        context.set('WWW-Authenticate', ['Basic realm="Web search"', challenge]);
    },
  }),
  revisions: ['2026-07-28'],
  proves: [
    'server.challenge.bearer-scheme',
    'server.challenge.resource-metadata',
    'server.discovery.prm-implemented',
  ],
} satisfies Style;
