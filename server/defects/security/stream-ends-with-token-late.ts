import type { Defect } from '../../parts.ts';

/** There is a time limit, and it has nothing to do with the token. */
export default {
  breaks: 'server.security.stream-ends-with-token',
  title: 'A stream ends an hour after it was opened, however soon its token expires',
  alter: (parts) => ({
    endWithToken: (response, access, setup) => {
      const exp = setup.settings.now() / 1000 + 3600;
      parts.endWithToken(response, { ...access, claims: { ...access.claims, exp } }, setup);
    },
  }),
} satisfies Defect;
