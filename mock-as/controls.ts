import type { ClientKind } from './clients.ts';
import type { Environment } from './environment.ts';
import { isActive } from './introspection.ts';
import type { KeyRecord } from './keys.ts';
import type { Claims } from './ledger.ts';
import type { Outages } from './outage.ts';
import { revokeToken } from './revocation.ts';

/** A client, as the control plane shows it. */
export interface ClientRecord {
  readonly id: string;
  readonly kind: ClientKind;
  readonly name?: string;
  readonly resourceId?: string;
  readonly redirectUris: readonly string[];
  /** Whether it has a secret. */
  readonly confidential: boolean;
  readonly forgotten: boolean;
  /** Milliseconds since 1970, by the mock's clock. */
  readonly since: number;
  readonly lastSeen?: number;
}

export interface ClientControls {
  /** Oldest first; forgotten ones too. */
  list(): ClientRecord[];
  find(id: string): ClientRecord | undefined;
  /** Makes a client stale: the mock no longer knows it, and its tokens are inactive. False when it never knew it. */
  forget(id: string): boolean;
  /** Knows a forgotten client again, with the tokens that it had; false when it was not forgotten. */
  restore(id: string): boolean;
}

/** An access token, as the control plane shows it. The token itself is a secret. */
export interface TokenRecord {
  readonly token: string;
  readonly claims: Readonly<Claims>;
  readonly clientId: string;
  /** NumericDate. */
  readonly issuedAt: number;
  /** What introspection says of it now. */
  readonly active: boolean;
  readonly revoked: boolean;
  /** By a flow, or minted. */
  readonly origin: 'flow' | 'minted';
  readonly grantId?: string;
  readonly template?: string;
}

export interface TokenControls {
  /** Oldest first. */
  list(): TokenRecord[];
  /** By the token itself or its `jti`. */
  find(tokenOrId: string): TokenRecord | undefined;
  /** Revokes an access token, named by itself or its `jti`, and the grant behind it. False when there is none. */
  revoke(tokenOrId: string): boolean;
}

/** What a person allowed a client. */
export interface GrantRecord {
  readonly id: string;
  readonly subject: string;
  readonly clientId: string;
  readonly clientName?: string;
  readonly scopes: readonly string[];
  /** NumericDate. */
  readonly grantedAt: number;
  readonly expiresAt: number;
}

export interface GrantControls {
  /** Oldest first. */
  list(): GrantRecord[];
  /** Ends a grant with its codes, access tokens and refresh tokens; false when there is none with that id. */
  revoke(id: string): boolean;
}

export interface KeyControls {
  /** The signing one first. */
  list(): KeyRecord[];
  /** Another key signs from now on: a new one, or the added one that `to` names. */
  rotate(options?: { keepOld?: boolean; to?: string }): Promise<{ kid: string }>;
  /** Adds a key that does not sign yet; on the JWKS unless `published` is false. */
  add(options?: { published?: boolean }): Promise<{ kid: string }>;
  /** Takes a key off the JWKS; false when it was not on it. Throws for the key that signs. */
  retire(kid: string): boolean;
}

export type OutageControls = Pick<Outages, 'list' | 'start' | 'end' | 'endAll'>;

export function clientControls(environment: Environment): ClientControls {
  const { clients, store, tokens } = environment;
  const describe = (id: string): ClientRecord | undefined => {
    const known = clients.find(id);
    return known === undefined ? undefined : clientRecord(environment, id, known);
  };
  return {
    list: () => clients.entries().map(([id, known]) => clientRecord(environment, id, known)),
    find: describe,
    forget: (id) => {
      const stored = store.findClient(id);
      store.deleteClient(id);
      clients.forget(id, stored);
      return tokens.namesClient(id) || stored !== undefined || clients.find(id) !== undefined;
    },
    restore: (id) => {
      const found = clients.restore(id);
      if (found?.stored !== undefined) store.saveClient(id, found.stored);
      return found !== undefined;
    },
  };
}

function clientRecord(
  { clients, store }: Environment,
  id: string,
  { kind, name, resourceId, since, lastSeen }: NonNullable<ReturnType<Environment['clients']['find']>>,
): ClientRecord {
  const { redirect_uris: uris, client_secret: secret } = store.findClient(id) ?? clients.stored(id) ?? {};
  return {
    id,
    kind,
    ...(name === undefined ? {} : { name }),
    ...(resourceId === undefined ? {} : { resourceId }),
    redirectUris: Array.isArray(uris) ? uris.map(String) : [],
    confidential: typeof secret === 'string',
    forgotten: clients.isForgotten(id),
    since,
    ...(lastSeen === undefined ? {} : { lastSeen }),
  };
}

export function tokenControls(environment: Environment): TokenControls {
  const { tokens } = environment;
  const tokenOf = (tokenOrId: string): string | undefined =>
    tokens.find(tokenOrId) === undefined
      ? tokens.entries().find(([, { claims }]) => claims.jti === tokenOrId)?.[0]
      : tokenOrId;
  return {
    list: () => tokens.entries().map(([token]) => tokenRecord(environment, token)),
    find: (tokenOrId) => {
      const token = tokenOf(tokenOrId);
      return token === undefined ? undefined : tokenRecord(environment, token);
    },
    revoke: (tokenOrId) => revokeToken(environment, tokenOf(tokenOrId) ?? ''),
  };
}

function tokenRecord(environment: Environment, token: string): TokenRecord {
  const issued = environment.tokens.find(token);
  if (issued === undefined) throw new Error('the token is gone');
  const { claims, clientId, issuedAt, handle, grantId, template } = issued;
  return {
    token,
    claims,
    clientId,
    issuedAt,
    // Found out when it is looked at: of 20,000 tokens, a page of a console shows a few.
    get active() {
      return isActive(environment, token, issued);
    },
    revoked: environment.tokens.isRevoked(token),
    origin: handle === undefined ? 'minted' : 'flow',
    ...(grantId === undefined ? {} : { grantId }),
    ...(template === undefined ? {} : { template }),
  };
}

export function grantControls({ store, clients }: Environment): GrantControls {
  return {
    list: () =>
      store.entries('Grant').map(([id, { accountId, clientId = '', openid, resources, iat, exp }]) => {
        const name = clients.find(clientId)?.name;
        const { scope: ofPerson } = (openid ?? {}) as { scope?: string };
        const ofResources = Object.values((resources ?? {}) as Record<string, string>);
        const scopes = [ofPerson, ...ofResources];
        return {
          id,
          subject: accountId ?? '',
          clientId,
          ...(name === undefined ? {} : { clientName: name }),
          scopes: [...new Set(scopes.flatMap((scope) => (scope ?? '').split(' ')).filter(Boolean))],
          grantedAt: iat ?? 0,
          expiresAt: exp ?? 0,
        };
      }),
    revoke: (id) => store.endGrant(id),
  };
}

export function keyControls({ keys }: Environment): KeyControls {
  return {
    list: () => keys.list(),
    rotate: async ({ keepOld = true, to } = {}) => ({
      kid: (await keys.rotate({ keepOld, ...(to === undefined ? {} : { to }) })).kid,
    }),
    add: async (options) => ({ kid: (await keys.add(options)).kid }),
    retire: (kid) => keys.retire(kid),
  };
}
