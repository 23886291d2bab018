import type { Middleware, ParameterizedContext } from 'koa';
import type { KeySource } from './verify/key-source.ts';
import type { Parts } from './parts.ts';
import type { Settings } from './settings.ts';

export type Claims = Record<string, unknown>;
export type Header = Record<string, unknown>;
export type HttpContext = ParameterizedContext;
export type HttpMiddleware = Middleware;

/** What every part is handed: the configuration, the other parts, and what lives as long as the server. */
export interface Setup {
  readonly settings: Settings;
  readonly parts: Parts;
  readonly keys: KeySource;
}

/** What the Authorization header field holds (RFC 6750 §2.1). */
export type Credentials =
  { kind: 'none' } | { kind: 'malformed'; reason: string } | { kind: 'token'; token: string };

/** A token that was verified, and what it permits. */
export interface Access {
  token: string;
  claims: Claims;
  scopes: string[];
}

/** The token is at fault; the reason is a fixed sentence that says nothing of what the token holds. */
export interface Invalid {
  kind: 'invalid';
  reason: string;
}

/** Nobody can say now whether the token is good; the cause is for the log. */
export interface Unverifiable {
  kind: 'unverifiable';
  cause: string;
  retryAfterSeconds?: number | undefined;
}

export type Verified = { kind: 'verified'; claims: Claims; header?: Header };
export type Verification = Verified | Invalid | Unverifiable;

/** Why a request is refused. */
export type Problem =
  | { kind: 'no-credentials' }
  | { kind: 'malformed'; reason: string }
  | Invalid
  | Unverifiable
  | { kind: 'insufficient-scope'; scopes: string[] };

/** One JSON-RPC request of a body, as far as authorization looks at it. */
export interface Operation {
  method: string;
  /** Tool name of `tools/call`. */
  name?: string | undefined;
  params: Record<string, unknown>;
}

/** One parameter of a challenge, name and value before quoting. */
export type ChallengeParameter = [name: string, value: string];
