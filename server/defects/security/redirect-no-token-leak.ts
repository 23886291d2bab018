import type { Defect } from '../../parts.ts';
import { ENDPOINT_PATH } from '../../options.ts';

/** A client that follows takes the token along. */
export default {
  breaks: 'server.security.redirect-no-token-leak',
  title: 'The path with a slash at its end redirects to another host',
  alter: () => ({
    outermost: async (context, next) => {
      if (context.path !== `${ENDPOINT_PATH}/`) return next();
      context.status = 307;
      context.set('Location', `https://www.other.example${ENDPOINT_PATH}`);
    },
  }),
} satisfies Defect;
