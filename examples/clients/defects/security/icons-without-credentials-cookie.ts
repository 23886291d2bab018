import type { Defect, Session } from '../../parts.ts';

/** The same jar for everything, as in a browser. */
export default {
  breaks: 'client.security.icons-without-credentials',
  title: 'Cookies that came with an icon go back with the next one',
  alter(parts) {
    const jars = new WeakMap<Session, Map<string, string>>();
    return {
      fetchIcon(session, url) {
        const jar = jars.get(session) ?? new Map<string, string>();
        jars.set(session, jar);
        const withCookies: Session['fetch'] = async (at, init) => {
          const { origin } = new URL(at);
          const headers = new Headers(init?.headers);
          const cookie = jar.get(origin);
          if (cookie !== undefined) headers.set('cookie', cookie);
          const response = await session.fetch(at, { ...init, headers });
          for (const line of response.headers.getSetCookie()) jar.set(origin, line.split(';')[0] ?? '');
          return response;
        };
        return parts.fetchIcon({ ...session, fetch: withCookies }, url);
      },
    };
  },
} satisfies Defect;
