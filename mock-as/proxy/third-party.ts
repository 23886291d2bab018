import { createHash, randomUUID } from 'node:crypto';
import type { Context } from 'koa';

/** The authorization server behind a proxy: it knows one client, asks nobody anything, and wants PKCE of it. */
export interface ThirdParty {
  /** Where it answers. */
  readonly path: string;
  /** The authorization request (OAuth 2.1 §4.1.1) of its one client, which redirects at once. */
  authorize(ctx: Context): void;
  /** Whether a code is good, and the verifier belongs to it; it is spent then (OAuth 2.1 §4.1.3). */
  redeem(code: string, verifier: string): boolean;
}

/** What the proxy is called there, whichever client of its own is served. */
export const staticClientId = 'the-one-client-of-the-proxy';

/** What the proxy asks for there. */
export const staticScope = 'repo';

/** @param callbackOf The registered redirect URI of the one client. */
export function createThirdParty(callbackOf: () => string): ThirdParty {
  const challenges = new Map<string, string>();
  return {
    path: '/third-party/authorize',
    authorize: (ctx) => {
      const { client_id: client, redirect_uri: back, state, code_challenge: challenge } = ctx.query;
      if (client !== staticClientId || back !== callbackOf() || typeof challenge !== 'string') {
        ctx.status = 400;
        ctx.body = { error: 'invalid_request' };
        return;
      }
      const code = randomUUID();
      challenges.set(code, challenge);
      const response = new URLSearchParams({ code, ...(typeof state === 'string' ? { state } : {}) });
      ctx.redirect(`${back}?${response.toString()}`);
    },
    redeem: (code, verifier) => {
      const challenge = challenges.get(code);
      challenges.delete(code);
      return challenge === challengeOf(verifier);
    },
  };
}

/** S256 (RFC 7636 §4.2). */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
