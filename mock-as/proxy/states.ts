import { randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import type { Details } from '../login/visit.ts';
import type { ProxyCookies } from './cookies.ts';
import type { ProxyParts, Waiting } from './parts.ts';
import { challengeOf, staticClientId, staticScope } from './third-party.ts';

/** Ties what comes back from the third party to the browser that was sent there. */
export interface StateKeeper {
  /** A fresh state for an authorization, kept here and in the browser. */
  make(ctx: Context, details: Details, cookies: ProxyCookies): string;
  /** The authorization request to the third party (OAuth 2.1 §4.1.1). */
  request(ctx: Context, details: Details, cookies: ProxyCookies, callback: string): URLSearchParams;
  /** The authorization that the callback is about; undefined when it is not for this browser. */
  take(ctx: Context, cookies: ProxyCookies): Waiting | undefined;
}

const TEN_MINUTES = 600;

export function createStates(
  { stateMade, stateOf, once }: Pick<ProxyParts, 'stateMade' | 'stateOf' | 'once'>,
  // Not the clock of the mock: who moves that on shall not end a login that is under way.
  now: () => number = Date.now,
): StateKeeper {
  const states = new Map<string, Waiting>();
  const random = (): string => randomBytes(32).toString('base64url');

  const make = (ctx: Context, { uid, params }: Details, cookies: ProxyCookies): string => {
    const state = random();
    const expiresAt = now() + TEN_MINUTES * 1000;
    states.set(state, { uid, request: queryOf(params), verifier: random(), expiresAt });
    cookies.setState(ctx, state, TEN_MINUTES);
    return state;
  };
  return {
    make,
    request: (ctx, details, cookies, callback) => {
      const kept = stateMade === 'shown' ? cookies.state(ctx) : undefined;
      const state = kept !== undefined && states.has(kept) ? kept : make(ctx, details, cookies);
      return new URLSearchParams({
        client_id: staticClientId,
        redirect_uri: callback,
        response_type: 'code',
        scope: staticScope,
        state,
        code_challenge: challengeOf(states.get(state)?.verifier ?? ''),
        code_challenge_method: 'S256',
      });
    },
    take: (ctx, cookies) => {
      const came = typeof ctx.query.state === 'string' ? ctx.query.state : undefined;
      const state = stateOf(came, cookies.state(ctx), states) ?? '';
      const waiting = states.get(state);
      if (!once) return waiting;
      states.delete(state);
      if (waiting === undefined || now() >= waiting.expiresAt) return undefined;
      cookies.setState(ctx, undefined, 0);
      return waiting;
    },
  };
}

/** The parameters of an authorization request, as a query. */
export function queryOf({ client_id: client, ...others }: Details['params']): string {
  const query = new URLSearchParams({ client_id: String(client) });
  for (const [name, value] of Object.entries(others)) {
    for (const one of [value].flat()) if (typeof one === 'string') query.append(name, one);
  }
  return query.toString();
}
