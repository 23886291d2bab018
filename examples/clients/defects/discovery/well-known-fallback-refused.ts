import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

/** A server that guards everything below its path guards the well-known place, too. */
export default {
  breaks: 'client.discovery.well-known-fallback',
  title: 'A 401 for the resource metadata ends the search',
  alter: (parts) => ({
    fetchFirst: (session, urls) =>
      parts.fetchFirst(
        {
          ...session,
          async fetch(url, init) {
            const response = await session.fetch(url, init);
            if (response.status === 401 && url.includes('oauth-protected-resource'))
              throw new Trouble(`${url} wants a token itself.`);
            return response;
          },
        },
        urls,
      ),
  }),
} satisfies Defect;
