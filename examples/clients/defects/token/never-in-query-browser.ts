import type { Defect } from '../../parts.ts';

/** The authorization server is to know who comes back, and so are the history and the log of every proxy. */
export default {
  breaks: 'client.token.never-in-query',
  title: 'A second authorization request has the access token of the first in its URL',
  alter: (parts) => ({
    authorizationParameters(session, request) {
      const isSame = session.storage.contents.issuers[session.url] === request.target.server.issuer;
      const access = isSame ? parts.storedTokens(session)?.access : undefined;
      return {
        ...parts.authorizationParameters(session, request),
        ...(access === undefined ? {} : { login_hint: access }),
      };
    },
  }),
} satisfies Defect;
