import type { Defect } from '../../parts.ts';

/** A gateway used to set the field; now everybody can. */
export default {
  breaks: 'server.security.identity-from-token',
  title: 'X-User-Id says who the user is, as soon as there is a good token of anybody',
  alter: (parts) => ({
    authenticate: async (context, setup) => {
      const access = await parts.authenticate(context, setup);
      const user = context.get('x-user-id');
      return access === undefined || user === ''
        ? access
        : { ...access, claims: { ...access.claims, sub: user } };
    },
  }),
} satisfies Defect;
