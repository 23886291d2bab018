import type { Defect } from '../../parts.ts';

/** So that it works with servers that cannot read the field, too. */
export default {
  breaks: 'client.token.never-in-query',
  title: 'The access token stands in the URL of each tool call, too',
  alter: (parts) => ({
    requestFor(session, message, held) {
      const request = parts.requestFor(session, message, held);
      if (held.token === undefined || message['method'] !== 'tools/call') return request;
      return { ...request, url: `${request.url}?access_token=${held.token}` };
    },
  }),
} satisfies Defect;
