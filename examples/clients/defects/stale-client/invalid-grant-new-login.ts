import type { Defect } from '../../parts.ts';

/** The grant is dead, however often it is asked. */
export default {
  breaks: 'client.stale-client.invalid-grant-new-login',
  title: 'A refresh that is refused with invalid_grant ends each attempt, and the dead token stays',
  alter: () => ({
    async afterRefreshFailure(_session, _target, error) {
      throw error;
    },
  }),
} satisfies Defect;
