import type { Defect, Session } from '../../parts.ts';

const known = new WeakMap<Session, unknown>();

/** The server may have moved to another authorization server meanwhile. */
export default {
  breaks: 'client.discovery.refetch-on-new-challenge',
  title: 'Resource metadata is read once and then kept',
  alter: (parts) => ({
    async fetchFirst(session, urls) {
      if (urls[0]?.includes('oauth-protected-resource') !== true) return parts.fetchFirst(session, urls);
      const document = known.get(session) ?? (await parts.fetchFirst(session, urls));
      known.set(session, document);
      return document;
    },
  }),
} satisfies Defect;
