import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.security.icons-without-credentials',
  title: 'Fetches icons with the token of the MCP connection',
  alter: (parts) => ({
    fetchIcon: (session, url) =>
      parts.fetchIcon(
        {
          ...session,
          fetch: (at, init) =>
            session.fetch(at, {
              ...init,
              headers: { authorization: `Bearer ${parts.storedTokens(session)?.access ?? ''}` },
            }),
        },
        url,
      ),
  }),
} satisfies Defect;
