import { Refused } from '../../types.ts';
import { tokensKey } from '../../storage.ts';
import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.availability.token-endpoint-5xx',
  title: 'Clears the stored tokens when a refresh throws',
  alter: (parts) => ({
    async afterRefreshFailure(session, target, error) {
      if (!(error instanceof Refused)) {
        delete session.storage.contents.tokens[tokensKey(target.server.issuer, session.url)];
        await session.storage.save();
      }
      return parts.afterRefreshFailure(session, target, error);
    },
  }),
} satisfies Defect;
