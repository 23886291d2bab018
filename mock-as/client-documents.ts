import type { Configuration } from 'oidc-provider';
import type { Environment } from './environment.ts';

type Fetch = Exclude<Configuration['fetch'], undefined>;

/** Reads Client ID Metadata Documents, and keeps those that were found good. */
export interface ClientDocuments {
  /** Whether the document at this client_id may be read; it is about to be. */
  mayRead(id: string): boolean;
  /** Called when the document made a client: it is good. */
  keep(id: string): void;
  /** A `fetch` that looks into what is kept first. */
  reading(ask: Fetch, limit: number): Fetch;
}

interface Document {
  body: Uint8Array;
  until: number;
}

/** By the clock of the mock, which the cache of oidc-provider knows nothing of. */
export function createClientDocuments(environment: Environment): ClientDocuments {
  const { clock } = environment;
  const wanted = new Set<string>();
  const unproved = new Map<string, Document>();
  const kept = new Map<string, Document>();
  return {
    mayRead(id) {
      // Client ID Metadata Document draft-00 §3: with a path. The other rules of that section are oidc-provider's.
      if (!/^https:\/\/[^/?#]+\//i.test(id)) return false;
      wanted.add(id);
      return true;
    },
    keep(id) {
      const document = unproved.get(id);
      if (document !== undefined) kept.set(id, document);
      unproved.delete(id);
    },
    reading: (ask, limit) => async (input, init) => {
      const id = input instanceof Request ? input.url : String(input);
      if (!wanted.delete(id)) return ask(input, init);
      const known = kept.get(id);
      if (known !== undefined && known.until > clock.now()) return new Response(known.body);
      kept.delete(id);
      const response = await ask(input, init);
      if (response.status !== 200) return response;
      const body = await firstBytes(response, limit + 1);
      const lifetime = environment.parts.clientDocumentLifetime(environment, response.headers);
      unproved.set(id, { body, until: clock.now() + lifetime * 1000 });
      return new Response(body);
    },
  };
}

/** One more than the limit, so that oidc-provider sees that there are too many (draft-00 §6.6). */
async function firstBytes(response: Response, most: number): Promise<Uint8Array> {
  const body = response.body as AsyncIterable<Uint8Array> | null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    // Leaving the loop cancels the rest.
    if (length >= most) break;
  }
  return Buffer.concat(chunks);
}

/** Seconds that a document may be used, as its `Cache-Control` says, within bounds (draft-00 §4.4). */
export function clientDocumentLifetime(_environment: Environment, headers: Headers): number {
  const [, maxAge = '0'] = /(?:^|,)\s*max-age=(\d+)/i.exec(headers.get('cache-control') ?? '') ?? [];
  return Math.min(86_400, Math.max(30, Number(maxAge)));
}
