import type { Defect } from '../../parts.ts';
import { isObject, parseJson } from '../../verify/upstream.ts';
import { beginningOf, canOpenUrls, loginByElicitation } from '../tricks.ts';

/** Where the client can do it, the server prefers to log in the user by itself. */
export default {
  breaks: 'server.security.no-elicitation-self-authorization',
  title: 'A call without a token is answered by an elicitation that leads to the login, not by 401',
  alter: (parts) => ({
    authenticate: async (context, setup) => {
      const isBare = context.method === 'POST' && context.get('authorization') === '';
      const message = isBare ? parseJson(await beginningOf(context.req)) : undefined;
      if (!isObject(message) || !canOpenUrls(message)) return parts.authenticate(context, setup);
      const result = await loginByElicitation(setup);
      context.body = { jsonrpc: '2.0', id: message['id'] ?? null, result };
      return undefined;
    },
  }),
} satisfies Defect;
