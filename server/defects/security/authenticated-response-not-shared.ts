import type { Defect } from '../../parts.ts';

/** A cache in between hands the answer to the next one. */
export default {
  breaks: 'server.security.authenticated-response-not-shared',
  title: 'Answers are marked as public',
  alter: () => ({
    innermost: (context, next) => {
      context.set('Cache-Control', 'public, max-age=60');
      return next();
    },
  }),
} satisfies Defect;
