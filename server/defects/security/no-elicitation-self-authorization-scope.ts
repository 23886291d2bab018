import type { Defect } from '../../parts.ts';
import type { Access, Setup } from '../../types.ts';
import { canOpenUrls, loginByElicitation } from '../tricks.ts';

/** Step-up by the wrong means: only the client that holds the token can get a better one. */
export default {
  breaks: 'server.security.no-elicitation-self-authorization',
  title: 'A token that lacks scopes is answered by an elicitation that leads to the consent page, not by 403',
  alter: (parts) => {
    const lacking = new WeakMap<Access, Setup>();
    return {
      missingScopes: (body, access, setup) => {
        const missing = parts.missingScopes(body, access, setup);
        if (missing === undefined || !canOpenUrls(body)) return missing;
        lacking.set(access, setup);
        return undefined;
      },
      furnish: (server, access) => {
        parts.furnish(server, access);
        const setup = lacking.get(access);
        if (setup === undefined) return;
        server.server.setRequestHandler('tools/call', async () => ({
          content: [],
          ...(await loginByElicitation(setup)),
        }));
      },
    };
  },
} satisfies Defect;
