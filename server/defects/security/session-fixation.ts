import type { Defect } from '../../parts.ts';

/** Who chose the id of a session can use it after another has logged in. */
export default {
  breaks: 'server.security.session-fixation',
  title: 'A session id that a client of an older revision sends is adopted',
  alter: () => ({
    innermost: (context, next) => {
      const chosen = context.get('mcp-session-id');
      // The newest revision has no sessions; to give it one would be another lie.
      const isOlder = context.get('mcp-protocol-version') !== '2026-07-28';
      if (chosen !== '' && isOlder) context.set('Mcp-Session-Id', chosen);
      return next();
    },
  }),
} satisfies Defect;
