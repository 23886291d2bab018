import type { Defect } from '../../parts.ts';

/** One line in a rare answer is enough for who looks for it. */
export default {
  breaks: 'server.security.no-stack-trace',
  title: 'The 404 of another path names a file of the server',
  alter: () => ({
    outermost: async (context, next) => {
      await next();
      if (context.status === 404)
        context.body = { error_description: "ENOENT: open '/srv/app/public/index.html'" };
    },
  }),
} satisfies Defect;
