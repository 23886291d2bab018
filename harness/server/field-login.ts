import { setTimeout as pause } from 'node:timers/promises';
import type { MintOptions } from '../../mock-as/index.ts';
import { createContext, type AuthorizationServerContext } from '../authorization-server/context.ts';
import type { Grant } from '../authorization-server/flow.ts';
import { createGathered } from '../authorization-server/gather.ts';
import type { AuthorizationServerTarget } from '../authorization-server/target.ts';
import type { Revision } from '../contract.ts';
import { readJws } from '../forge/jws.ts';
import { isObject } from '../mcp/answer.ts';
import { MODERN } from '../mcp/revision.ts';
import { stringsOf } from '../oauth/discovery.ts';
import { once } from '../once.ts';
import type { Login } from '../oauth/visit.ts';
import { inconclusive, Stop, untested } from '../signals.ts';
import { metadataHint, usable, type Basics } from './basics.ts';
import type { KeptLogin } from './kept-login.ts';
import { UNRELATED_SCOPE } from './scoped-call.ts';
import type { ServerSite } from './target.ts';
import type { TokenSource } from './tokens.ts';

/** A made-up resource by which checks ask for a token that is none of the server's business. */
export const ANOTHER_RESOURCE = 'https://another-resource.example/mcp';

/** How tokens are got from the authorization server that a deployed server names. */
export interface FieldLoginOptions extends Pick<AuthorizationServerTarget, 'client' | 'strategy' | 'scopes'> {
  /** Gets through a login page; without it redirects are followed. */
  login: (Login & Partial<AsyncDisposable>) | undefined;
  /** Tokens are for the client itself, without a user (OAuth 2.1 §4.2). */
  clientCredentials: boolean;
  /** A further resource that the authorization server knows, for a token that is not for this server. */
  otherResource?: string | undefined;
  /** Waits for tokens to expire, as long as that takes. */
  waitExpiry: boolean;
  revision?: Revision | undefined;
  /** What earlier runs have left, and later ones are to find. */
  kept?: KeptLogin | undefined;
}

const PERSONAL_SCOPES = ['openid', 'profile', 'email', 'phone', 'address'];

/** Longer than that is waited only when asked for, seconds. */
const SHORT_SECONDS = 60;
/** What is refused only after that long was refused for its age, not for a clock that differs. */
const LEEWAY_SECONDS = 310;
/** A token with less left is not handed out any more, seconds. */
const NEARLY_OVER_SECONDS = 30;

/**
 * Real tokens of the server's own authorization server. What cannot be asked of one (a made-up claim, say) ends the check
 * as untested.
 */
export function createFieldLogin(
  site: ServerSite,
  basics: Basics,
  options: FieldLoginOptions,
): { tokens: TokenSource; trouble(): Promise<string | undefined> } {
  const oauth = once(() => authorizationServerOf(site, basics, options));
  let good: Promise<Issued> | undefined;

  const issue = async (scopes?: readonly string[], resource?: string): Promise<Issued> => {
    const advertised = await basics.advertised();
    const asked = scopes ?? options.scopes ?? advertised.scopes;
    const parameters = {
      scope: asked.length === 0 ? undefined : asked.join(' '),
      resource: resource ?? advertised.resource ?? site.url,
    };
    const server = await oauth();
    const getting = options.clientCredentials
      ? byCredentials(server, parameters)
      : byLogin(
          server,
          parameters,
          scopes === undefined && resource === undefined ? options.kept : undefined,
        );
    if (scopes === undefined) return getting;
    const issued = await getting.catch((error: unknown) => {
      throw error instanceof Stop
        ? untested(`Needs a token with the scope ${scopes.join(' ')}. ${error.message}`)
        : error;
    });
    requireScopes(issued, scopes);
    return issued;
  };

  const current = async (): Promise<Issued> => {
    const held = await (good ??= issue());
    if (secondsLeft(held) > NEARLY_OVER_SECONDS) return held;
    good = issue();
    return good;
  };

  const tokens: TokenSource = async (overrides = {}) => {
    const { scopes, audience, expiresIn, signature, ...further } = overrides;
    if (isPlain(overrides)) return (await current()).token;
    if (Object.keys(further).length > 0) throw madeUp(overrides);
    if (signature === 'tampered' && isPlain({ scopes, audience, expiresIn }))
      return tampered(await current());
    if (signature !== undefined) throw madeUp(overrides);
    if (audience === ANOTHER_RESOURCE && isPlain({ scopes, expiresIn })) return foreign();
    if (audience !== undefined) throw madeUp(overrides);
    const asked =
      scopes?.includes(UNRELATED_SCOPE) === true
        ? [await unrelatedScope(), ...scopes.filter((scope) => scope !== UNRELATED_SCOPE)]
        : scopes;
    if (expiresIn === undefined) return (await issue(asked)).token;
    if (expiresIn >= 0) throw madeUp(overrides);
    return expired(await issue(asked));
  };

  /** About the person, so that it permits nothing at an API; any other one might. OpenID Connect Core 1.0 §5.4. */
  const unrelatedScope = async (): Promise<string> => {
    const known = stringsOf((await (await oauth()).gathered.metadata()).document, 'scopes_supported');
    const { scopes: own } = await basics.advertised();
    const found = PERSONAL_SCOPES.find((scope) => known.includes(scope) && !own.includes(scope));
    if (found === undefined)
      throw untested(
        'Needs a token with a scope that is none of the server’s, and the authorization server names none that surely is (openid, profile, …).',
      );
    return found;
  };

  const foreign = async (): Promise<string> => {
    const { otherResource } = options;
    if (otherResource === undefined) {
      throw untested(
        'Needs a token for another resource: give --other-resource, a resource that the same authorization server knows.',
      );
    }
    const issued = await issue(undefined, otherResource);
    const audience = readJws(issued.token)?.claims['aud'];
    const own = (await basics.advertised()).resource ?? site.url;
    if ((Array.isArray(audience) ? audience : [audience]).includes(own))
      throw untested(
        `Asked for a token for ${otherResource}, the authorization server gave one for this server.`,
      );
    return issued.token;
  };

  const expired = async (issued: Issued): Promise<string> => {
    const left = secondsLeft(issued) + LEEWAY_SECONDS;
    if (!Number.isFinite(left)) throw untested('The token response does not say when the token expires.');
    if (!options.waitExpiry && secondsLeft(issued) > SHORT_SECONDS) {
      throw untested(
        `Needs an expired token, and tokens live ${Math.round(secondsLeft(issued))} s here: give --wait-expiry.`,
      );
    }
    await pause(left * 1_000);
    return issued.token;
  };

  return {
    tokens: async (overrides) => {
      const token = await tokens(overrides);
      if (token !== undefined) site.recorder.redactor.learn('access_token', token);
      return token;
    },
    trouble: async () =>
      current().then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      ),
  };
}

/** A token and what its response said of it. */
interface Issued {
  token: string;
  /** By the machine's monotonic clock, milliseconds; Infinity when nothing was said. */
  expiresAt: number;
  scope: string | undefined;
}

function asIssued({ accessToken, response }: Pick<Grant, 'accessToken' | 'response'>): Issued {
  const { expires_in: lifetime, scope } = response;
  return {
    token: accessToken,
    expiresAt: typeof lifetime === 'number' ? performance.now() + lifetime * 1_000 : Infinity,
    scope: typeof scope === 'string' ? scope : undefined,
  };
}

function secondsLeft({ expiresAt }: Issued): number {
  return (expiresAt - performance.now()) / 1_000;
}

function isPlain(overrides: object): boolean {
  return Object.values(overrides).every((value) => value === undefined);
}

/** RFC 6749 §5.1: the response tells the scope when it is another than what was asked for. */
function requireScopes({ scope }: Issued, asked: readonly string[]): void {
  const given = scope === undefined ? asked : scope.split(' ').filter((one) => one !== '');
  if (asked.length === given.length && asked.every((one) => given.includes(one)) && asked.length > 0) return;
  const wanted = asked.length === 0 ? 'no scope' : `the scope ${asked.join(' ')} alone`;
  throw untested(
    `Needs a token with ${wanted}; the authorization server ${given.length === 0 ? 'did not say which it gave' : `gave ${given.join(' ')}`}.`,
  );
}

function tampered({ token }: Issued): string {
  const cut = token.lastIndexOf('.');
  if (readJws(token) === undefined)
    throw untested('The access token is no JWT, so it has no signature to spoil.');
  const first = token[cut + 1] === 'A' ? 'B' : 'A';
  return `${token.slice(0, cut + 1)}${first}${token.slice(cut + 2)}`;
}

function madeUp(overrides: MintOptions): Stop {
  const what = Object.keys(overrides).join(', ');
  return untested(
    `Needs a made-up token (${what}), which a real authorization server does not give: run in the lab with --command.`,
  );
}

async function byLogin(
  server: AuthorizationServerContext,
  parameters: { scope: string | undefined; resource: string },
  kept: KeptLogin | undefined,
): Promise<Issued> {
  const resumed = await kept?.resume(server, parameters.resource);
  if (resumed !== undefined) return asIssued(resumed);
  const grant = await server.grant({ parameters: { ...parameters, prompt: undefined } });
  await kept?.keep(server.issuer, parameters.resource, grant);
  return asIssued(grant);
}

async function byCredentials(
  server: AuthorizationServerContext,
  parameters: { scope: string | undefined; resource: string },
): Promise<Issued> {
  const client = await server.client();
  const reply = await server.token(client, { grant_type: 'client_credentials', ...parameters });
  const response = reply.json();
  if (reply.status === 200 && isObject(response) && typeof response['access_token'] === 'string') {
    return asIssued({ accessToken: response['access_token'], response });
  }
  const what = reply.status === undefined ? 'was not answered' : `was answered ${reply.status}`;
  throw inconclusive(`No token for the client itself: the token request ${what}.`, [reply.exchange.id]);
}

/** The authorization server that the server's metadata names (RFC 9728 §2); until 2025-03-26 the server itself. */
async function authorizationServerOf(
  site: ServerSite,
  basics: Basics,
  options: FieldLoginOptions,
): Promise<AuthorizationServerContext> {
  const { recorder, timeoutMs } = site;
  const candidates = await basics.candidates(metadataHint(await basics.bareOpening()));
  const [issuer = site.endpoint.origin] = stringsOf(usable(candidates)?.document, 'authorization_servers');
  if (!URL.canParse(issuer))
    throw inconclusive(`The server names ${issuer} as its authorization server, which is no URL.`);
  const target: AuthorizationServerTarget = {
    issuer,
    revision: options.revision ?? MODERN,
    situation: 'field',
    recorder,
    strictHttps: site.strictHttps,
    timeoutMs,
    resources: [],
    scopes: options.scopes,
    client: options.client ?? options.kept?.client(issuer),
    strategy: options.strategy,
    mayRegister: true,
    waitExpiry: options.waitExpiry,
    wait: (seconds) => pause(seconds * 1_000),
    login: options.login,
    capabilities: new Set(['login', 'registration']),
  };
  const gathered = createGathered(target, (outgoing, by) => recorder.send({ timeoutMs, ...outgoing }, by));
  return createContext('gather/login', { target, gathered }).context;
}
