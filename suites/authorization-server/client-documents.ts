/** What checks of client documents ask for alike. */
import {
  clientMetadata,
  inconclusive,
  isObject,
  noCode,
  notApplicable,
  ok,
  REDIRECT_URI,
  TOO_MANY,
  unclear,
  untested,
  violation,
  type Authorization,
  type AuthorizationServerContext,
  type AuthorizeOptions,
  type Client,
  type Exchange,
  type Json,
  type Judgement,
} from '../../harness/index.ts';
import { attemptOf, proceeds, toldOf, type Attempt } from './attempts.ts';

export type Members = { [member: string]: Json };
type Host = ReturnType<AuthorizationServerContext['documents']>;
type Content = Parameters<Host['publish']>[0];
type Published = ReturnType<Host['publish']>;

/** Why a server may rightly fetch nothing (Client ID Metadata Document draft-00 §6.5). */
export const OUT_OF_REACH =
  'It read no client document of this run, which stand on loopback or in a private network: to fetch nothing from there is right. Give --document-host with a public URL that leads to a port of this machine.';

/** Where documents can be published. @throws Stop when the server reads none, or there is no such place. */
export async function documentHost(server: AuthorizationServerContext): Promise<Host> {
  const { document, exchange } = await server.gathered.metadata();
  if (document['client_id_metadata_document_supported'] !== true)
    throw notApplicable('The metadata does not say that documents of clients are read.', [exchange.id]);
  return server.documents();
}

export function redirectUriFor({ target }: AuthorizationServerContext): string {
  return target.login?.redirectUri ?? REDIRECT_URI;
}

/** A document that nothing is wrong with, some of its members replaced; undefined leaves one out. */
export function documentOf(
  server: AuthorizationServerContext,
  url: string,
  change: { [member: string]: Json | undefined } = {},
): Members {
  const good: typeof change = {
    client_id: url,
    ...clientMetadata(redirectUriFor(server), 'none'),
    ...change,
  };
  return Object.fromEntries(
    Object.entries(good).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}

/** The client that a document describes. */
export function clientAt(server: AuthorizationServerContext, id: string): Client {
  return { id, strategy: 'cimd', method: 'none', redirectUri: redirectUriFor(server) };
}

/** An authorization request of the client of a document. */
export async function authorizeBy(
  server: AuthorizationServerContext,
  { url }: Published,
  options: AuthorizeOptions = {},
): Promise<Authorization> {
  return server.authorize({ client: clientAt(server, url), ...options });
}

/** A good document, and what came of it. */
export interface Good {
  published: Published;
  authorization: Authorization;
}

const tried = new WeakMap<object, Promise<Good>>();

/** A good document is tried once in a run, whatever comes of it. @throws Stop when there is no place for one. */
export async function tryGood(server: AuthorizationServerContext): Promise<Good> {
  const host = await documentHost(server);
  const good = tried.get(server.gathered) ?? attemptGood(server, host);
  tried.set(server.gathered, good);
  return good;
}

async function attemptGood(server: AuthorizationServerContext, host: Host): Promise<Good> {
  const published = host.publish((url) => documentOf(server, url));
  return { published, authorization: await authorizeBy(server, published) };
}

/** A good document is read and taken: without it no refusal proves anything. @throws Stop when it is not. */
export async function requireGood(server: AuthorizationServerContext): Promise<Authorization> {
  const { published, authorization } = await tryGood(server);
  requireRead(server, published, authorization);
  if (!proceeds(authorization)) throw noCode(authorization);
  return authorization;
}

/** @throws Stop when a document was not read. */
export function requireRead(
  server: AuthorizationServerContext,
  { fetches }: Published,
  authorization: Authorization,
): void {
  if (fetches > 0) return;
  const evidence = authorization.exchanges.map(({ id }) => id);
  if (authorization.reply.status === 429) throw inconclusive(TOO_MANY, evidence);
  // It may be read after the login.
  if (authorization.end === 'page' && proceeds(authorization)) throw noCode(authorization);
  if (!server.documents().isPublic) throw untested(OUT_OF_REACH, evidence);
  throw inconclusive('It did not read a good client document; another check judges that.', evidence);
}

/** A document that must not be taken, and what is wrong with it, in words. */
export interface DocumentCase {
  what: string;
  /** What is served at the URL. */
  content: Content;
  /** The `client_id` of the request; the URL itself by default. */
  id?: (published: Published) => string;
  /** Where it stands; somewhere by default. */
  path?: string;
}

/** What came of it, as plain data. */
export type DocumentAttempt = Attempt & { fetches: number };

export type DocumentAttempts = { exchanges: Exchange[]; attempts: DocumentAttempt[] };

/**
 * Tries documents side by side, each at a fresh URL.
 *
 * @throws Stop when a good one is not taken; untested when a login page hides what would come of them.
 */
export async function tryDocuments(
  server: AuthorizationServerContext,
  cases: readonly DocumentCase[],
): Promise<DocumentAttempts> {
  const host = await documentHost(server);
  const good = await requireGood(server);
  const all = await Promise.all(
    cases.map(async ({ what, content, id, path }) => {
      const published = host.publish(content, path);
      const client = clientAt(server, id?.(published) ?? published.url);
      const authorization = await server.authorize({ client });
      return { what, authorization, fetches: published.fetches };
    }),
  );
  const attempts = all.map((one) => ({ ...attemptOf(one), fetches: one.fetches }));
  const hidden = all.find(({ authorization }) => isSamePage(authorization, good));
  if (hidden !== undefined && !attempts.some(({ hasCode }) => hasCode)) throw noCode(hidden.authorization);
  const limited = all.find(({ authorization }) => authorization.reply.status === 429);
  if (limited !== undefined) throw inconclusive(TOO_MANY, [limited.authorization.reply.exchange.id]);
  return {
    exchanges: [...good.exchanges, ...all.flatMap(({ authorization }) => authorization.exchanges)],
    attempts,
  };
}

/** Where a good request meets a page too, a page without an error status may be the same one. */
function isSamePage(one: Authorization, good: Authorization): boolean {
  const isPage = (authorization: Authorization) => authorization.end === 'page' && proceeds(authorization);
  return isPage(one) && isPage(good);
}

/** None led to a code, and each was read before it was refused. */
export function noneTaken(attempts: readonly DocumentAttempt[], expected: string): Judgement {
  const taken = attempts.find(({ hasCode }) => hasCode);
  if (taken !== undefined) return violation(expected, toldOf(taken));
  const lost = attempts.find(({ end }) => end === 'lost');
  if (lost !== undefined) return unclear(toldOf(lost));
  const unread = attempts.find(({ fetches }) => fetches === 0);
  return unread === undefined ? ok : unclear(`${unread.what}: refused, and not even read.`);
}

/** Told apart: how a request was answered. */
export function answerOf({ end, error, reply }: Authorization): string {
  const answer = reply.json();
  const said = isObject(answer) && typeof answer['error'] === 'string' ? answer['error'] : '';
  return [end, reply.status, error, said].join(' ');
}
