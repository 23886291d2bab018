/** Lies of a client whose search for a document ends too early. */
import type { Parts } from '../parts.ts';
import { Trouble } from '../types.ts';

type Search = Pick<Parts, 'fetchFirst'>;

/** Which documents are looked for, by a URL of one. */
type Which = (url: string) => boolean;

export const isResourceMetadata: Which = (url) => url.includes('oauth-protected-resource');
export const isServerMetadata: Which = (url) => !isResourceMetadata(url);

/** A place that answers with this status is the last that is asked. */
export function endedByStatus(parts: Parts, which: Which, status: number): Search {
  return {
    fetchFirst: (session, urls) =>
      parts.fetchFirst(
        {
          ...session,
          async fetch(url, init) {
            const response = await session.fetch(url, init);
            if (response.status === status && which(url)) throw new Trouble(`${url} answers ${status}.`);
            return response;
          },
        },
        urls,
      ),
  };
}

/** A place that answers with something else than JSON is the last that is asked. */
export function endedByPage(parts: Parts, which: Which): Search {
  return {
    fetchFirst: (session, urls) =>
      parts.fetchFirst(
        {
          ...session,
          async readJson(response) {
            const document = await session.readJson(response);
            if (document === undefined && which(response.url))
              throw new Trouble(`${response.url} is no JSON.`);
            return document;
          },
        },
        urls,
      ),
  };
}
