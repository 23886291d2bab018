import type { Defect } from '../../parts.ts';

/** A field of its own, which no server of another maker reads. */
export default {
  breaks: 'client.token.header-only',
  title: 'The access token is sent as X-Access-Token',
  alter: (parts) => ({
    requestFor(session, message, held) {
      const request = parts.requestFor(session, message, held);
      const { authorization, ...headers } = request.headers as { authorization?: string };
      return authorization === undefined
        ? request
        : { ...request, headers: { ...headers, 'x-access-token': authorization.slice('Bearer '.length) } };
    },
  }),
} satisfies Defect;
