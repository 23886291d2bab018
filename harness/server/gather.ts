import type { Answered, Exchange } from '../contract.ts';
import { isServed } from '../mcp/answer.ts';
import { isModern } from '../mcp/revision.ts';
import { LIST_TOOLS } from '../mcp/wire.ts';
import { lookUpIssuer, stringsOf, type Candidate, type IssuerLookup } from '../oauth/discovery.ts';
import { once } from '../once.ts';
import { inconclusive, notApplicable } from '../signals.ts';
import { metadataHint, usable, type Basics } from './basics.ts';
import type { McpClient } from './client.ts';
import { findNotebook, type Notebook } from './notebook.ts';
import { findProtection, toolsOf, type ListedTool } from './protection.ts';
import { findScopedCall, type ScopedCall } from './scoped-call.ts';
import type { Protection, ServerTarget } from './target.ts';
import type { TokenSource } from './tokens.ts';

type ProtectedOperation = Extract<Protection, { state: 'protected' }>;

/** A metadata document that was found, with the exchange that brought it. */
export type FoundMetadata = Omit<Candidate, 'exchange' | 'document'> & {
  exchange: Answered;
  document: NonNullable<Candidate['document']>;
};

/** What the protected operation is answered without a good token. */
export interface Refusals {
  [how: string]: Exchange;
  /** The 401 to a request without a token. */
  bare: Answered;
  /** The answer to a well-formed token that nobody issued. */
  foreign: Exchange;
}

/** Well-formed as RFC 6750 §2.1 wants it, and yet no token. */
const NO_TOKEN = 'not-a-token-0123456789';

/** What several checks look at: fetched once, on first demand, and shared. */
export interface Gathered {
  protection(): Promise<Protection>;
  /** The protected operation; stops the check when there is none or it is not known. */
  protectedOperation(): Promise<ProtectedOperation>;
  /** The 401 to a request without a token; stops the check when the refusal had another status. */
  challenge(): Promise<Answered>;
  /** The refusals of a missing token, of a token that is none, and of one that expired where one can be made. */
  refusals(): Promise<Refusals>;
  /** Every place where the protected resource metadata may stand, with what came. */
  metadataCandidates(): Promise<Candidate[]>;
  /** The document that a client would use; stops the check when there is none. */
  metadata(): Promise<FoundMetadata>;
  /** Each listed authorization server with its metadata. */
  issuers(): Promise<IssuerLookup[]>;
  /** The tools that a good token is shown. */
  tools(): Promise<ListedTool[]>;
  /** The resource identifier that the server advertises; its URL when it advertises none. */
  resource(): Promise<string>;
  /** An operation that needs a scope; stops the check when none is known. Needs `mint`. */
  scopedCall(): Promise<ScopedCall>;
  /** Tools by which an effect can be seen; stops the check when there are none. Finding them leaves traces. */
  notebook(): Promise<Notebook>;
  /**
   * True when the server serves a user of whom nobody has told it. False before 2026-07-28: a session belongs to the user
   * who opened it, and calls share one.
   */
  servesAnybody(): Promise<boolean>;
  /** True when the server asks the lab's authorization server about a token (RFC 7662). */
  introspects(): Promise<boolean>;
}

export function createGathered(
  target: ServerTarget,
  basics: Basics,
  client: McpClient,
  goodToken: TokenSource,
): Gathered {
  const protection = once(() =>
    findProtection(
      target,
      async (options) => (await client.send(options, 'gather/protection')).exchange,
      goodToken,
    ),
  );

  const protectedOperation = async () => {
    const found = await protection();
    if (found.state === 'protected') return found;
    throw (found.state === 'open' ? notApplicable : inconclusive)(found.reason, found.evidence);
  };

  const challenge = async () => {
    const { bare } = await protectedOperation();
    if (bare.response?.status === 401) return bare as Answered;
    const status = bare.response?.status ?? '?';
    throw notApplicable(
      `A request without a token was refused with ${status} instead of 401; another check judges that.`,
      [bare.id],
    );
  };

  const refusal = async (token: string) => {
    const { operation } = await protectedOperation();
    return (await client.send({ operation, token }, 'gather/refusal')).exchange;
  };

  const refusals = once(async (): Promise<Refusals> => {
    const bare = await challenge();
    const mayMint = target.capabilities.has('mint');
    const old = mayMint ? await goodToken({ expiresIn: -600 }) : undefined;
    const [foreign, expired] = await Promise.all([
      refusal(NO_TOKEN),
      old === undefined ? undefined : refusal(old),
    ]);
    return { bare, foreign, ...(expired === undefined ? {} : { expired }) };
  });

  const metadataCandidates = once(async () => {
    const found = await protection();
    return basics.candidates(found.state === 'protected' ? metadataHint(found.bare) : undefined);
  });

  const metadata = async (): Promise<FoundMetadata> => {
    const candidates = await metadataCandidates();
    const ids = candidates.map(({ exchange }) => exchange.id);
    const found = usable(candidates);
    if (found?.document !== undefined) {
      return { ...found, exchange: found.exchange as Answered, document: found.document };
    }
    const lost = candidates.find(({ exchange }) => exchange.failure !== undefined);
    if (lost !== undefined)
      throw inconclusive(`${lost.url} gave no answer: ${lost.exchange.failure?.message ?? ''}`, ids);
    throw notApplicable(
      'The server publishes no protected resource metadata; another check judges that.',
      ids,
    );
  };

  const issuers = once(async () => {
    const listed = stringsOf((await metadata()).document, 'authorization_servers').slice(0, 5);
    return Promise.all(listed.map((issuer) => lookUpIssuer(issuer, target.revision, basics.document)));
  });

  const tools = once(async () => {
    const listing = await client.send({ operation: LIST_TOOLS, token: await goodToken() }, 'gather/tools');
    return toolsOf(listing.exchange);
  });

  const scopedCall = once(() =>
    findScopedCall({
      calls: target.calls,
      tools,
      advertised: async () => (await basics.advertised()).scopes,
      send: async (operation, scopes) => {
        const token = await goodToken(scopes === undefined ? {} : { scopes });
        return (await client.send({ operation, token }, 'gather/scope')).exchange;
      },
    }),
  );

  const notebook = once(async () =>
    findNotebook(await tools(), async (operation) => {
      const token = await goodToken();
      return (await client.send({ operation, token }, 'gather/notebook')).exchange;
    }),
  );

  const servesAnybody = once(async () => {
    if (!isModern(target.revision) || !target.capabilities.has('mint')) return false;
    const found = await protection();
    if (found.state !== 'protected') return false;
    const token = await goodToken({ subject: 'conformance-anybody' });
    const { exchange } = await client.send({ operation: found.operation, token }, 'gather/anybody');
    return isServed(exchange);
  });

  const introspects = once(async () => {
    const [{ operation }, token] = await Promise.all([protectedOperation(), goodToken()]);
    await client.send({ operation, token }, 'gather/introspection');
    return wasIntrospected(target, token);
  });

  return {
    protection,
    protectedOperation,
    challenge,
    refusals,
    metadataCandidates,
    metadata,
    issuers,
    tools,
    resource: async () => (await basics.advertised()).resource ?? target.url,
    scopedCall,
    notebook,
    servesAnybody,
    introspects,
  };
}

/** True when the lab's introspection endpoint was asked about the token. */
async function wasIntrospected({ lab }: ServerTarget, token: string | undefined): Promise<boolean> {
  if (lab === undefined || token === undefined) return false;
  const traffic = await lab.mock.traffic.list();
  return traffic.some(
    ({ endpoint, request }) => endpoint === 'introspection' && request.body.includes(token),
  );
}
