import { comparing } from './redirect-comparison.ts';
import type { AlterParts, Parts } from '../parts.ts';

export type Members = Record<string, unknown>;

type Reading = (url: string, ask: () => Promise<Response>) => Promise<Response>;

/** For lies about client documents: replaces how one is fetched. */
export function reading(read: Reading, others: Partial<Parts> = {}): AlterParts {
  return () => ({
    ...others,
    providerConfiguration: (configuration) => {
      const { fetch: ask = fetch } = configuration;
      return {
        ...configuration,
        fetch: (input, init) =>
          read(input instanceof Request ? input.url : String(input), () => ask(input, init)),
      };
    },
  });
}

/** For lies that read over what is wrong with a document: what it says is changed before it is looked at. */
export function readingOver(change: (document: Members, url: string) => Members): AlterParts {
  return reading(async (url, ask) => {
    const response = await ask();
    const text = await response.clone().text();
    return isObject(text)
      ? Response.json(change(JSON.parse(text) as Members, url), { status: response.status })
      : response;
  });
}

/** The document but for one member. */
export function without(document: Members, member: string): Members {
  return Object.fromEntries(Object.entries(document).filter(([name]) => name !== member));
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** For lies about redirect URIs that only clients of a document have. */
export function comparingForDocuments(isTaken: (asked: string, clientId: string) => boolean): AlterParts {
  return comparing(
    (asked, _registered, isHonest, clientId) =>
      isHonest(asked) || (clientId.startsWith('https:') && isTaken(asked, clientId)),
  );
}

/** For lies about client identifiers: an odd one stands for a proper one. */
export function finding(properOf: (id: string) => string): AlterParts {
  const odd = new Map<string, string>();
  const overlook = readingOver((document, url) =>
    odd.has(url) && document['client_id'] === odd.get(url) ? { ...document, client_id: url } : document,
  );
  return (parts) => ({
    ...overlook(parts),
    provider: (_environment, { Client }) => {
      const find = Client.find.bind(Client);
      Client.find = (id) => {
        if (!/^https?:/.test(id) || properOf(id) === id) return find(id);
        odd.set(properOf(id), id);
        return find(properOf(id));
      };
    },
  });
}

/** What clients asked for last, by client_id: lies that make up documents take the redirect URI from there. */
export function rememberingRedirectUris() {
  const asked = new Map<string, string>();
  const authorizationRequest: Parts['authorizationRequest'] = (_environment, parameters) => {
    const id = parameters.get('client_id');
    const redirectUri = parameters.get('redirect_uri');
    if (id !== null && redirectUri !== null) asked.set(id, redirectUri);
  };
  return {
    authorizationRequest,
    /** A document that nobody has written. */
    madeUp: (url: string): Response => {
      const client_name = new URL(url).host;
      return Response.json({ client_id: url, client_name, redirect_uris: [asked.get(url)] });
    },
  };
}
