import type { Defect, Session } from '../../parts.ts';

/** All is well as long as it runs. */
export default {
  breaks: 'client.refresh.replaces-rotated-token',
  title: 'A rotated refresh token is kept in memory, and the first one in the storage',
  alter(parts) {
    const newest = new WeakMap<Session, string>();
    return {
      async refresh(session, target, registration, tokens) {
        const current = { ...tokens, refresh: newest.get(session) ?? tokens.refresh };
        const fresh = await parts.refresh(session, target, registration, current);
        newest.set(session, fresh.refresh ?? current.refresh);
        return { ...fresh, refresh: tokens.refresh };
      },
    };
  },
} satisfies Defect;
