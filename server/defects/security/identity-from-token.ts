import type { Defect } from '../../parts.ts';

/** The client may say whose data it is after. */
export default {
  breaks: 'server.security.identity-from-token',
  title: 'The member _meta.userId is believed before the token',
  alter: (parts) => ({
    subjectOf: (access, details) => {
      const { userId } = details.meta;
      return typeof userId === 'string'
        ? parts.subjectOf({ ...access, claims: { ...access.claims, sub: userId } }, details)
        : parts.subjectOf(access, details);
    },
  }),
} satisfies Defect;
