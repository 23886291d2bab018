import type { Session } from './parts.ts';
import { tokensKey } from './storage.ts';
import {
  Refused,
  Trouble,
  type Challenge,
  type Registration,
  type ResourceMetadata,
  type Target,
  type Tokens,
} from './types.ts';

/** MCP «Resource Parameter Implementation»: as the server's own metadata spells it, character by character. */
export function resourceFor(
  { revision, url }: Session,
  metadata: ResourceMetadata | undefined,
): string | undefined {
  return revision === '2025-03-26' ? undefined : (metadata?.resource ?? url);
}

/** MCP «Scope Selection Strategy»: the challenge, else the resource metadata, else none; at a step-up what it had, too. */
export function scopeFor(
  { revision }: Session,
  challenge: Challenge,
  supported: readonly string[] | undefined,
  before: string | undefined,
): string | undefined {
  const wanted = challenge['scope'] ?? supported?.join(' ');
  if (challenge['error'] !== 'insufficient_scope' || revision < '2026-07-28') return wanted;
  const all = new Set(
    [...(before ?? '').split(' '), ...(wanted ?? '').split(' ')].filter((one) => one !== ''),
  );
  return all.size === 0 ? undefined : [...all].join(' ');
}

/** RFC 6749 §5.2: the server does not know the client, or does not let it in. */
export function isStaleClient(error: unknown): boolean {
  return (
    error instanceof Refused && (error.code === 'invalid_client' || error.code === 'unauthorized_client')
  );
}

/** A refresh token is good for the client only that it was issued to (OAuth 2.1 §4.3.1). */
export function belongsTo({ clientId }: Tokens, { id }: Registration): boolean {
  return clientId === id;
}

/** How often in one attempt a registration may turn out to be stale. */
export function mostFreshStarts(): number {
  return 1;
}

/**
 * Gets tokens: by the refresh token where there is one, else through the browser. A stale registration is dropped and made
 * anew once; a client id that the user gave is not.
 */
export async function login(session: Session, challenge: Challenge): Promise<Tokens> {
  const { parts, storage, url } = session;
  const { server, resource } = await parts.discover(session, challenge);
  const place = tokensKey(server.issuer, url);
  const target: Target = {
    server,
    resource: parts.resourceFor(session, resource),
    scope: parts.scopeFor(
      session,
      challenge,
      resource?.scopes_supported,
      storage.contents.tokens[place]?.scope,
    ),
  };
  for (let freshStarts = 0; ; freshStarts += 1) {
    const registration = await parts.registrationAt(session, server);
    try {
      const tokens =
        (await refreshed(session, target, challenge)) ??
        (await parts.authorize(session, target, registration));
      storage.contents.tokens[place] = tokens;
      storage.contents.issuers[url] = server.issuer;
      await storage.save();
      return tokens;
    } catch (error) {
      const isOwn = registration.origin === 'registered';
      if (!parts.isStaleClient(error) || !isOwn || freshStarts >= parts.mostFreshStarts()) throw error;
      session.print('The authorization server no longer knows this client: registering again.\n');
      await parts.dropRegistration(session, server);
    }
  }
}

async function refreshed(
  session: Session,
  target: Target,
  challenge: Challenge,
): Promise<Tokens | undefined> {
  const { parts, storage, url } = session;
  const tokens = storage.contents.tokens[tokensKey(target.server.issuer, url)];
  const { refresh } = tokens ?? {};
  // More scopes come of a new authorization only.
  if (tokens === undefined || refresh === undefined || challenge['error'] === 'insufficient_scope')
    return undefined;
  const registration = await parts.registrationAt(session, target.server);
  if (!parts.belongsTo(tokens, registration)) return undefined;
  try {
    return await parts.refresh(session, target, registration, { ...tokens, refresh });
  } catch (error) {
    return parts.afterRefreshFailure(session, target, error);
  }
}

/** RFC 6749 §5.2: a dead grant is thrown away and the registration kept; anything else is for the caller. */
export async function afterRefreshFailure(
  session: Session,
  target: Target,
  error: unknown,
): Promise<undefined> {
  if (!(error instanceof Refused) || error.code !== 'invalid_grant') throw error;
  delete session.storage.contents.tokens[tokensKey(target.server.issuer, session.url)];
  await session.storage.save();
  return undefined;
}

/** The tokens that the server was last called with. */
export function storedTokens({ storage, url }: Session): Tokens | undefined {
  const issuer = storage.contents.issuers[url];
  return issuer === undefined ? undefined : storage.contents.tokens[tokensKey(issuer, url)];
}

export function explain(error: unknown): string {
  return error instanceof Trouble || error instanceof Refused ? error.message : `A fault: ${String(error)}`;
}
