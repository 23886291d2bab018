import type { Defect } from '../../parts.ts';

/** As forms do, in a JSON body. */
export default {
  breaks: 'client.token.one-method-only',
  title: 'The access token stands in the body of each call, too',
  alter: (parts) => ({
    requestFor(session, message, held) {
      const request = parts.requestFor(session, message, held);
      if (held.token === undefined) return request;
      return { ...request, body: JSON.stringify({ ...message, access_token: held.token }) };
    },
  }),
} satisfies Defect;
