import type { Defect } from '../../parts.ts';

/** So that the server can refresh by itself. */
export default {
  breaks: 'client.refresh.only-to-token-endpoint',
  title: 'Tool calls bring the refresh token along as a cookie',
  alter: (parts) => ({
    requestFor(session, message, credentials) {
      const { headers, ...request } = parts.requestFor(session, message, credentials);
      const refresh = parts.storedTokens(session)?.refresh;
      const isLent = refresh !== undefined && message['method'] === 'tools/call';
      return { ...request, headers: { ...headers, ...(isLent ? { cookie: `renewal=${refresh}` } : {}) } };
    },
  }),
} satisfies Defect;
