import type { Exchange } from '../contract.ts';
import { bearerChallenge, challengesOf, parameter } from '../http/challenge.ts';
import { MODERN } from '../mcp/revision.ts';
import { onTheWire, openingOperation } from '../mcp/wire.ts';
import { once } from '../once.ts';
import { documentOf, stringsOf, type Candidate } from '../oauth/discovery.ts';
import { protectedResourceMetadataUrls } from '../oauth/well-known.ts';
import type { ServerSite } from './target.ts';

/** What can be learned of a server without a token and before one knows its revision. */
export interface Basics {
  /** The opening call of the newest revision, without a token. */
  bareOpening(): Promise<Exchange>;
  /** GET of a document, at most once for each URL. */
  document: (url: string) => Promise<Exchange>;
  /** Every place where the protected resource metadata may stand. */
  candidates(hint: string | undefined): Promise<Candidate[]>;
  /** The scopes and the resource identifier that the server advertises. */
  advertised(): Promise<{ scopes: string[]; resource: string | undefined }>;
}

export function createBasics(site: ServerSite): Basics {
  const { recorder, timeoutMs } = site;
  const documents = new Map<string, Promise<Exchange>>();

  const document = (url: string) => {
    const headers = { accept: 'application/json' };
    const pending =
      documents.get(url) ??
      recorder.send({ url, headers, timeoutMs }, 'gather/document').then(({ exchange }) => exchange);
    documents.set(url, pending);
    return pending;
  };

  const bareOpening = once(async () => {
    const message = onTheWire(MODERN, openingOperation(MODERN), { id: 0 });
    const { exchange } = await recorder.send(
      { method: 'POST', url: site.url, ...message, timeoutMs },
      'gather/opening',
    );
    return exchange;
  });

  const candidates = async (hint: string | undefined): Promise<Candidate[]> => {
    const [path, root] = protectedResourceMetadataUrls(site.endpoint);
    const places: { how: Candidate['how']; url: string | undefined }[] = [
      { how: 'challenge', url: hint },
      { how: 'path', url: root === undefined ? undefined : path },
      { how: 'root', url: root ?? path },
    ];
    const found = places.map(async ({ how, url }) => {
      if (url === undefined) return [];
      const exchange = await document(url);
      return [{ how, url, exchange, document: documentOf(exchange) }];
    });
    return (await Promise.all(found)).flat();
  };

  const advertised = once(async () => {
    const bare = await bareOpening();
    const challenge = bearerChallenge(bare);
    const named = (challenge === undefined ? undefined : parameter(challenge, 'scope')) ?? '';
    const found = usable(await candidates(metadataHint(bare)));
    const resource = found?.document?.['resource'];
    const scopes = [...named.split(' '), ...stringsOf(found?.document, 'scopes_supported')];
    return {
      scopes: [...new Set(scopes.filter((scope) => scope !== ''))],
      resource: typeof resource === 'string' ? resource : undefined,
    };
  });

  return { bareOpening, document, candidates, advertised };
}

/** The document that a client would take: the first that names a resource, else the first. */
export function usable(candidates: Candidate[]): Candidate | undefined {
  const documents = candidates.filter(({ document }) => document !== undefined);
  return documents.find(({ document }) => document !== undefined && 'resource' in document) ?? documents[0];
}

/** The absolute http(s) URL that a challenge names in `resource_metadata`, if it names one (RFC 9728 §5.1). */
export function metadataHint(refusal: Exchange): string | undefined {
  // Of Bearer first, though any scheme may carry it.
  const challenges = [bearerChallenge(refusal) ?? [], challengesOf(refusal)].flat();
  const values = challenges.map((challenge) => parameter(challenge, 'resource_metadata'));
  const value = values.find((one) => one !== undefined);
  return value !== undefined && URL.canParse(value) && /^https?:/i.test(value) ? value : undefined;
}
