import type { Defect } from '../../parts.ts';

/** A 404 is taken for a login that is over. */
export default {
  breaks: 'client.session.new-session-after-404',
  title: 'A lost session leads to a new login',
  alter: (parts) => ({
    async afterLostSession(session, open) {
      session.storage.contents.tokens = {};
      await parts.login(session, {});
      await parts.afterLostSession(session, open);
    },
  }),
} satisfies Defect;
