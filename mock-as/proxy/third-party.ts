import { createHash, randomUUID } from 'node:crypto';
import type { Context } from 'koa';

/** The authorization server behind a proxy: it knows one client, and wants PKCE of it. */
export interface ThirdParty {
  /** Where it answers. */
  readonly path: string;
  /** Answers the authorization request (OAuth 2.1 §4.1.1) of its one client. */
  authorize(ctx: Context): void;
  /** Whether a code is good, and the verifier belongs to it; it is spent then (OAuth 2.1 §4.1.3). */
  redeem(code: string, verifier: string): boolean;
}

/** What the proxy is called there, whichever client of its own is served. */
export const staticClientId = 'the-one-client-of-the-proxy';

/** What the proxy asks for there. */
export const staticScope = 'repo';

const page = `<!doctype html><html lang="en"><title>Third party</title><h1>Do you know this proxy?</h1>
<form method="post"><input type="hidden" name="form_token" value="none"><button name="action" value="allow">Yes</button></form>`;

/**
 * @param callbackOf The registered redirect URI of the one client.
 * @param asks Whether a page is shown before; nothing stands in it that is worth protecting.
 */
export function createThirdParty(callbackOf: () => string, asks: boolean): ThirdParty {
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
      if (asks && ctx.method === 'GET') {
        ctx.body = page;
        ctx.set('Content-Security-Policy', "frame-ancestors 'none'");
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
