import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

/** A single-page application answers every path with itself. */
export default {
  breaks: 'client.discovery.well-known-fallback',
  title: 'A page in the place of the resource metadata ends the search',
  alter: (parts) => ({
    fetchFirst: (session, urls) =>
      parts.fetchFirst(
        {
          ...session,
          async readJson(response) {
            const document = await session.readJson(response);
            if (document === undefined && response.url.includes('oauth-protected-resource'))
              throw new Trouble(`${response.url} is no JSON.`);
            return document;
          },
        },
        urls,
      ),
  }),
} satisfies Defect;
