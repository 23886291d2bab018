import type { Json } from '../contract.ts';
import { LAB_FIELD, type LabAnswer, type LabRequest, type Script } from './script.ts';
import type { Site } from './site.ts';

/** The other authorization server of a lab, with an MCP server of its own. Its settings are those of the first. */
export type SecondSite = Pick<Site, 'mock' | 'url'>;

export interface MigrationOptions {
  /** It happens at the first request of which this is true, before that is answered; at once by default. */
  when?: (request: LabRequest) => boolean;
}

export interface Migration {
  /** The other authorization server and the MCP server that trusts it; started when first asked for. */
  second: () => Promise<SecondSite>;
  /**
   * The first MCP server changes over to the second authorization server: its metadata names that one, whose tokens it
   * takes, and it refuses those of the first. Gives what undoes it.
   */
  migrate: (options?: MigrationOptions) => Promise<() => void>;
  /** The site whose authorization server, or MCP server, a request was sent to. */
  siteOf: (request: LabRequest) => SecondSite;
  /** What the facts of the lab say of it; undefined when it was never started. */
  facts(): { issuer: string; url: string } | undefined;
  close(): Promise<void>;
}

export function createMigration(
  script: Script,
  { first, start }: { first: SecondSite; start: () => Promise<Site> },
): Migration {
  let starting: Promise<Site> | undefined;
  let started: Site | undefined;
  const second = async (): Promise<Site> => (started = await (starting ??= start()));

  return {
    second,
    siteOf: ({ url }) =>
      started !== undefined && [started.url, started.mock.urls.environment].some((one) => isAt(url, one))
        ? started
        : first,
    facts: () => started && { issuer: started.mock.urls.issuer, url: started.url },
    close: async () => {
      await (await starting?.catch(() => undefined))?.close();
    },
    migrate: async ({ when = () => true } = {}) => {
      const to = await second();
      let hasMoved = false;
      const moved = (request: LabRequest): boolean => (hasMoved ||= when(request));
      const isFirstServers = ({ via, url }: LabRequest) => via === 'server' && isAt(url, first.url);
      const undo = [
        script.change('resource-metadata', ({ json }, request) => {
          if (hasMoved && isFirstServers(request)) json['authorization_servers'] = [to.mock.urls.issuer];
        }),
        // 2025-03-26: the MCP server stands for its authorization server.
        script.answer(
          (request) => moved(request) && request.kind === 'server-metadata' && isFirstServers(request),
          () => metadataOf(to),
        ),
        script.answer(
          (request) => moved(request) && request.kind === 'mcp' && isFirstServers(request),
          (request) => answerTo(request, { first, to }),
        ),
      ];
      return () => {
        for (const one of undo) one();
      };
    },
  };
}

/** A token of the new authorization server is as good as one of the old was, which is good no longer. */
async function answerTo(
  request: LabRequest,
  { first, to }: { first: SecondSite; to: SecondSite },
): Promise<LabAnswer | undefined> {
  const { token } = request;
  if (token === undefined) return undefined;
  const known = to.mock.tokens.list().find((one) => one.token === token);
  if (known === undefined)
    return {
      status: 401,
      headers: {
        'WWW-Authenticate': refusedTokenChallenge(first.url, 'The authorization server has changed'),
      },
      json: { error: 'invalid_token' },
    };
  const { scope } = known.claims;
  request.lend(await first.mock.mint({ scopes: typeof scope === 'string' ? scope.split(' ') : [] }));
  return undefined;
}

async function metadataOf({ mock }: SecondSite): Promise<LabAnswer> {
  const url = `${mock.urls.environment}/.well-known/oauth-authorization-server`;
  const response = await fetch(url, { headers: { [LAB_FIELD]: '1' } });
  return { status: response.status, json: (await response.json()) as Json };
}

function isAt(url: URL, place: string): boolean {
  return url.origin === new URL(place).origin;
}

/** RFC 6750 §3.1, RFC 9728 §5.1. */
export function refusedTokenChallenge(url: string, description: string): string {
  const { origin, pathname } = new URL(url);
  const metadata = `${origin}/.well-known/oauth-protected-resource${pathname}`;
  return `Bearer error="invalid_token", error_description="${description}", resource_metadata="${metadata}"`;
}
