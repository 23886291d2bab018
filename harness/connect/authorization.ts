import type { AuthorizationServer } from 'oauth4webapi';
import { parameter, type Challenge } from '../http/challenge.ts';
import { authorize, isNoCode, type NoCode, type Request } from './authorize.ts';
import { findAuthorizationServer } from './authorization-server.ts';
import type { StoredTokens } from '../oauth/memory.ts';
import { findClient, type Client } from './registration.ts';
import { findResource, type Resource } from './resource.ts';
import type { Session } from './session.ts';
import { askForItself, isRefusal, redeem, refresh, type Refusal, type Tokens } from './token.ts';

/** What an authorization of this attempt left behind, for the next one. */
export interface Authorization {
  resource: Resource;
  server: AuthorizationServer;
}

/** Why there is an authorization: it decides what is asked for. */
export type Reason = 'no-token' | 'more-scope';

/** Gets tokens for the MCP server, keeps them in the memory, and gives the access token. */
export interface Authorizer {
  /** The token to call with; undefined when there is none yet. */
  token(): string | undefined;
  /** The scopes that were asked for so far. */
  requested(): string | undefined;
  /** Goes through an authorization. @throws Halt */
  authorize(challenge: Challenge | undefined, reason: Reason): Promise<void>;
  /** Tries the refresh token, if there is one; false when a login is needed. @throws Halt */
  refresh(challenge: Challenge | undefined): Promise<boolean>;
  /** True when the way of 2025-03-26 was taken for want of metadata. */
  readonly isFallback: boolean;
}

export function createAuthorizer(session: Session): Authorizer {
  const { memory, url, options } = session;
  let known: Authorization | undefined;

  const current = (): StoredTokens | undefined => {
    const place = memory.place(url.href);
    const stored = place === undefined ? undefined : memory.tokens(place);
    // Tokens of an earlier run that were issued to another client than the user gives now.
    const wanted = options.client?.id ?? stored?.clientId;
    return stored?.clientId === wanted ? stored : undefined;
  };

  /** Reads the metadata anew: a new challenge may come with a new authorization server. */
  const discover = async (challenge: Challenge | undefined): Promise<Authorization> => {
    const resource = await findResource(session, challenge);
    const server =
      known?.resource.issuer === resource.issuer
        ? known.server
        : await findAuthorizationServer(session, resource);
    known = { resource, server };
    return known;
  };

  const keep = async (
    request: Request,
    { resource }: Authorization,
    tokens: Tokens,
    before?: StoredTokens,
  ) => {
    const { accessToken } = tokens;
    // OAuth 2.1 §4.3.2: without a new refresh token the old one goes on.
    const refreshToken = tokens.refreshToken ?? before?.refreshToken;
    const scope = request.scope ?? before?.scope;
    await memory.keepTokens(
      url.href,
      { issuer: request.server.issuer, resource: resource.identifier },
      {
        accessToken,
        clientId: request.client.id,
        ...(refreshToken === undefined ? {} : { refreshToken }),
        ...(scope === undefined ? {} : { scope }),
      },
    );
  };

  const scopeFor = (
    { resource, server }: Authorization,
    challenge: Challenge | undefined,
    reason: Reason,
  ) => {
    const challenged = challenge === undefined ? undefined : parameter(challenge, 'scope');
    const before = reason === 'more-scope' ? current()?.scope : undefined;
    return selectScope(session, { challenged, before, supported: resource.scopes, server });
  };

  const refreshWith = async (
    challenge: Challenge | undefined,
    stored: StoredTokens,
    refreshToken: string,
  ) => {
    const place = memory.place(url.href);
    if (place === undefined) return false;
    const found = await discover(challenge);
    // Another authorization server now: what belongs to the old one is not shown to it.
    const { identifier: resource } = found.resource;
    if (found.server.issuer !== place.issuer || resource !== place.resource) return false;
    const client = await findClient(session, found.server, 'refresh');
    if (client.id !== stored.clientId) return false;
    const request = { server: found.server, client, scope: undefined, resource };
    const outcome = await refresh(session, request, refreshToken);
    if (!isRefusal(outcome)) {
      await keep(request, found, outcome, stored);
      return true;
    }
    await afterRefusedRefresh(session, outcome, { client, place });
    return false;
  };

  return {
    token: () => current()?.accessToken,
    requested: () => current()?.scope,
    get isFallback() {
      return known?.resource.isDescribed === false && session.rules !== '2025-03-26';
    },
    async authorize(challenge, reason) {
      const found = await discover(challenge);
      const scope = scopeFor(found, challenge, reason);
      const base = { server: found.server, scope, resource: found.resource.identifier };
      const { request, tokens } =
        options.grant === 'client-credentials'
          ? await forItself(session, base)
          : await forTheUser(session, base);
      await keep(request, found, tokens);
    },
    async refresh(challenge) {
      const refused = current();
      if (refused?.refreshToken === undefined) return false;
      // A refresh token that two processes redeem may be taken for a stolen one (RFC 9700 §4.14.2).
      return memory.alone(async () => {
        const stored = current();
        if (stored !== undefined && stored.accessToken !== refused.accessToken)
          return refreshedElsewhere(session);
        return stored?.refreshToken === undefined
          ? false
          : refreshWith(challenge, stored, stored.refreshToken);
      }, options.signal);
    },
  };
}

function refreshedElsewhere({ journal }: Session): true {
  const step = journal.begin('refresh', 'Refresh');
  step.note('Another process with the same storage has new tokens already: they are used.');
  step.done();
  return true;
}

type Base = Omit<Request, 'client'>;

/**
 * A code and a token. A client that registered itself and is unknown by now registers again, once; one that the user gave
 * is never replaced.
 */
async function forTheUser(session: Session, base: Base): Promise<{ request: Request; tokens: Tokens }> {
  const { memory } = session;
  const { issuer } = base.server;
  for (let hasRegisteredAgain = false; ; hasRegisteredAgain = true) {
    const before = memory.client(issuer);
    const client = await findClient(session, base.server);
    const request = { ...base, client };
    const granted = await authorize(session, request);
    const outcome = isNoCode(granted) ? granted : await redeem(session, request, granted);
    if (!('halt' in outcome)) return { request, tokens: outcome };
    const isOwn = client.strategy === 'dcr' && !hasRegisteredAgain;
    const isOld = isOwn && client.id === before?.id;
    if (!isOwn || !mayBeForgotten(outcome, isOld)) {
      if (isOld && isNoCode(outcome)) await leaveInDoubt(session, issuer, outcome);
      throw outcome.halt();
    }
    const what = isNoCode(outcome) ? outcome.said : outcome.error;
    outcome.step.warn({
      text: `${what}: the authorization server may have forgotten the client, so a new one is registered.`,
    });
    outcome.step.done();
    await memory.dropClient(issuer);
  }
}

/** The error code decides, not the status. Without one, a client that was registered a moment ago is not forgotten yet. */
function mayBeForgotten(outcome: NoCode | Refusal, isOld: boolean): boolean {
  if (isNoCode(outcome)) return isOld && outcome.isUnknownClient === 'likely';
  return outcome.error === 'invalid_client' || (isOld && outcome.error === 'unauthorized_client');
}

/** Who is forgotten may never be told: a login page that leads nowhere looks like one that a person has left. */
async function leaveInDoubt({ memory }: Session, issuer: string, { step }: NoCode): Promise<void> {
  const client = memory.client(issuer);
  if (client === undefined) return;
  await memory.keepClient(issuer, { ...client, isDoubtful: true });
  step.note('The authorization server may have forgotten the client: the next attempt registers a new one.');
}

/** The client's own credentials: it is given, and does not register (MCP extension «OAuth Client Credentials»). */
async function forItself(session: Session, base: Base): Promise<{ request: Request; tokens: Tokens }> {
  const client = await findClient(session, base.server);
  const request = { ...base, client };
  const outcome = await askForItself(session, request);
  if (isRefusal(outcome)) throw outcome.halt();
  return { request, tokens: outcome };
}

async function afterRefusedRefresh(
  session: Session,
  { error, step }: Refusal,
  { client, place }: { client: Client; place: { issuer: string; resource: string } },
): Promise<void> {
  if (error === 'invalid_client' && client.strategy === 'dcr') {
    step.warn({
      text: 'invalid_client: registration and tokens are dropped, and a new client is registered.',
    });
    await session.memory.dropClient(place.issuer);
  } else {
    step.warn({ text: `${error}: the tokens are dropped, and the user is asked again.` });
    await session.memory.dropTokens(place);
  }
  step.done();
}

/**
 * MCP «Scope Selection Strategy»: the scopes of the challenge, else all of the resource metadata, else none. A step-up
 * asks for what was asked for before, too («Step-Up Authorization Flow»).
 */
export function selectScope(
  { options, rules }: Pick<Session, 'options' | 'rules'>,
  given: {
    challenged: string | undefined;
    before: string | undefined;
    supported: readonly string[];
    server: AuthorizationServer;
  },
): string | undefined {
  const split = (text: string | undefined) => (text ?? '').split(' ').filter((one) => one !== '');
  const named = split(given.challenged);
  const first = options.scope === undefined ? undefined : split(options.scope);
  const wanted = given.before === undefined ? (first ?? named) : named;
  const chosen = wanted.length > 0 ? wanted : given.supported;
  const scopes = new Set([...split(given.before), ...chosen]);
  // Alone it would ask for less than nothing: without any scope the authorization server takes its default.
  const offline = given.server.scopes_supported?.includes('offline_access') === true;
  const mayAdd = offline && rules >= '2026-07-28' && options.grant !== 'client-credentials';
  if (mayAdd && scopes.size > 0 && first === undefined) scopes.add('offline_access');
  return scopes.size === 0 ? undefined : [...scopes].join(' ');
}
