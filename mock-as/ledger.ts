import { newest } from './newest.ts';

export type Claims = Record<string, unknown>;

/** One access token that the mock made, and what introspection needs to know about it. */
export interface IssuedToken {
  readonly claims: Claims;
  readonly clientId: string;
  /** The key that signed; undefined when the token is a forgery of any kind. */
  readonly genuineKid: () => string | undefined;
  /** What introspection says regardless of the facts. */
  readonly active?: boolean;
  /** Whether the grant behind it still stands; for tokens that came out of a real flow. */
  readonly stands?: () => Promise<boolean>;
  /** Ends the grant behind it. */
  readonly end?: () => Promise<void>;
}

/** Remembers the access tokens of one mock, so that it can introspect and revoke them. */
export interface TokenLedger {
  record(token: string, issued: IssuedToken): void;
  find(token: string): IssuedToken | undefined;
  /** Marks it revoked; false when it was never issued here. */
  revoke(token: string): Promise<boolean>;
  isRevoked(token: string): boolean;
  /** Every token of the client is inactive from now on. */
  forgetClient(clientId: string): boolean;
  isForgotten(clientId: string): boolean;
}

const remembered = 50_000;

/** A ledger that keeps the newest 50,000 tokens. */
export function createTokenLedger(): TokenLedger {
  const issuedTokens = newest<IssuedToken>(remembered);
  const revoked = newest<true>(remembered);
  const forgotten = new Set<string>();
  const clients = newest<true>(remembered);
  return {
    record: (token, issued) => {
      issuedTokens.set(token, issued);
      clients.set(issued.clientId, true);
    },
    find: (token) => issuedTokens.get(token),
    revoke: async (token) => {
      const issued = issuedTokens.get(token);
      if (issued === undefined) return false;
      revoked.set(token, true);
      await issued.end?.();
      return true;
    },
    isRevoked: (token) => revoked.has(token),
    forgetClient: (clientId) => {
      forgotten.add(clientId);
      return clients.has(clientId);
    },
    isForgotten: (clientId) => forgotten.has(clientId),
  };
}
