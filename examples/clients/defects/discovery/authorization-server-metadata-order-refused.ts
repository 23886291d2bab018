import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

/** Gateways answer what they do not know with 403. */
export default {
  breaks: 'client.discovery.authorization-server-metadata-order',
  title: 'A 403 for the metadata of the authorization server ends the search',
  alter: (parts) => ({
    fetchFirst: (session, urls) =>
      parts.fetchFirst(
        {
          ...session,
          async fetch(url, init) {
            const response = await session.fetch(url, init);
            if (response.status === 403 && !url.includes('oauth-protected-resource'))
              throw new Trouble(`${url} is forbidden.`);
            return response;
          },
        },
        urls,
      ),
  }),
} satisfies Defect;
