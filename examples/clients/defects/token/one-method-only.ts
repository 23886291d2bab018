import type { Defect } from '../../parts.ts';

/** Whichever of the two a server reads, it finds the token. */
export default {
  breaks: 'client.token.one-method-only',
  title: 'The access token stands in the Authorization field and in another one',
  alter: (parts) => ({
    requestFor(session, message, held) {
      const request = parts.requestFor(session, message, held);
      if (held.token === undefined) return request;
      return { ...request, headers: { ...request.headers, 'x-access-token': held.token } };
    },
  }),
} satisfies Defect;
