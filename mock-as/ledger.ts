import { newest, oldestFirst } from './newest.ts';

export type Claims = Record<string, unknown>;

/** What stands behind a token that came out of a real flow. */
export interface TokenHandle {
  readonly model: 'AccessToken' | 'ClientCredentials';
  readonly id: string;
}

/** One access token that the mock made, and what introspection needs to know about it. */
export interface IssuedToken {
  readonly claims: Claims;
  readonly clientId: string;
  /** NumericDate, by the mock's clock. */
  readonly issuedAt: number;
  /** The own key that signed; null for a forgery of any kind; when missing, the signature tells. */
  readonly kid?: string | null;
  /** What introspection says regardless of the facts. */
  readonly active?: boolean;
  /** The token is inactive as soon as this is gone. */
  readonly handle?: TokenHandle;
  readonly grantId?: string;
  /** The template that it was minted by. */
  readonly template?: string;
}

/** Remembers the access tokens of one mock, so that it can introspect and revoke them. */
export interface TokenLedger {
  record(token: string, issued: IssuedToken): void;
  find(token: string): IssuedToken | undefined;
  /** Oldest first. */
  entries(): [token: string, issued: IssuedToken][];
  /** Marks it revoked; false when it was never issued here. */
  markRevoked(token: string): boolean;
  isRevoked(token: string): boolean;
  /** Whether a token ever named this client. */
  namesClient(clientId: string): boolean;
  dump(): LedgerState;
  load(state: LedgerState): void;
}

export type LedgerState = (IssuedToken & { token: string; revoked?: true })[];

const remembered = 20_000;

/** A ledger that keeps the newest 20,000 tokens: as many as the store keeps of what stands behind them. */
export function createTokenLedger(): TokenLedger {
  const issuedTokens = newest<IssuedToken>(remembered);
  const revoked = newest<true>(remembered);
  const clients = newest<true>(remembered);
  const record = (token: string, issued: IssuedToken): void => {
    issuedTokens.set(token, issued);
    clients.set(issued.clientId, true);
  };
  return {
    record,
    // Looking does not make it newer.
    find: (token) => issuedTokens.peek(token),
    entries: () => oldestFirst(issuedTokens),
    markRevoked: (token) => {
      if (!issuedTokens.has(token)) return false;
      revoked.set(token, true);
      return true;
    },
    isRevoked: (token) => revoked.has(token),
    namesClient: (clientId) => clients.has(clientId),
    dump: () =>
      oldestFirst(issuedTokens).map(([token, issued]) => ({
        ...structuredClone(issued),
        token,
        ...(revoked.has(token) ? { revoked: true } : {}),
      })),
    load: (state) => {
      for (const cache of [issuedTokens, revoked, clients]) cache.clear();
      for (const { token, revoked: isRevoked, ...issued } of state) {
        record(token, issued);
        if (isRevoked === true) revoked.set(token, true);
      }
    },
  };
}
