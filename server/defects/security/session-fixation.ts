import type { Defect } from '../../parts.ts';

/** Who chose the id of a session can use it after another has logged in. */
export default {
  breaks: 'server.security.session-fixation',
  title: 'A session id that the client sends is adopted',
  alter: () => ({
    innermost: (context, next) => {
      const chosen = context.get('mcp-session-id');
      if (chosen !== '') context.set('Mcp-Session-Id', chosen);
      return next();
    },
  }),
} satisfies Defect;
