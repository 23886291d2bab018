import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.refresh.only-to-token-endpoint',
  title: 'Sends its refresh token to the MCP server along with each request',
  alter: (parts) => ({
    requestFor(session, message, credentials) {
      const { headers, ...request } = parts.requestFor(session, message, credentials);
      const refresh = parts.storedTokens(session)?.refresh;
      return {
        ...request,
        headers: { ...headers, ...(refresh === undefined ? {} : { 'x-refresh-token': refresh }) },
      };
    },
  }),
} satisfies Defect;
