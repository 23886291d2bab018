import type { Defect } from '../../parts.ts';

/** The field is right, the scheme is that of an API key. */
export default {
  breaks: 'client.token.header-only',
  title: 'The access token is sent with the scheme Token',
  alter: (parts) => ({
    requestFor(session, message, held) {
      const request = parts.requestFor(session, message, held);
      const { authorization } = request.headers;
      if (authorization === undefined) return request;
      return {
        ...request,
        headers: { ...request.headers, authorization: authorization.replace(/^Bearer/, 'Token') },
      };
    },
  }),
} satisfies Defect;
