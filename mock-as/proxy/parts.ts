import type { Context } from 'koa';
import type { Provider } from 'oidc-provider';
import { equal } from '../login/one-time-codes.ts';
import type { Details } from '../login/visit.ts';
import { createSeal, type Seal } from './seal.ts';

/** An authorization that waits for the third party. */
export interface Waiting {
  readonly uid: string;
  /** The authorization request, as a query. */
  readonly request: string;
  readonly verifier: string;
  readonly expiresAt: number;
}

/** The states that were sent to the third party. */
export type States = Map<string, Waiting>;

/** What the proxy decides, one replaceable function each, for lies about it. */
export interface ProxyParts {
  /** Whether nobody goes to the third party who was not asked. */
  asks: boolean;
  /** The redirect to the third party stands behind one of its own. */
  hops: boolean;
  /** What the consent cookie holds when a client is approved. */
  approvalOf: (details: Details) => string;
  /** Keeps what the consent cookie holds from being made up. */
  seal: Seal;
  /** The attributes of its cookies. */
  cookie: { httpOnly?: boolean; sameSite?: 'lax' | 'none'; secure?: boolean; hostPrefix?: boolean };
  /** How a decision may come. */
  methods: readonly string[];
  /** Whether a decision comes from the page that asked. */
  isOwnForm: (ctx: Context, fields: URLSearchParams, formToken: string) => boolean;
  /** The authorization that a request is about; undefined when it is none of this browser's. */
  details: (provider: Provider, ctx: Context, uid: string) => Promise<Details | undefined>;
  /** When the state is made and put into the browser: upon approval, or when the page is shown. */
  stateMade: 'approved' | 'shown';
  /** Finds the state at the callback, by what came and what the cookie of this browser holds. */
  stateOf: (came: string | undefined, kept: string | undefined, states: States) => string | undefined;
  /** A state works once. */
  once: boolean;
  /** After the third party it goes on where it was, which only that browser can; or anew, for whoever comes. */
  goesOn: 'there' | 'anew';
  /** The third party asks people for something; else it sends them back at once. No lie, but another third party. */
  thirdPartyAsks: boolean;
}

/** What MCP 2026-07-28 security best practices, «Required Protections», asks of a proxy. */
export const honestProxy = (): ProxyParts => ({
  asks: true,
  hops: false,
  approvalOf: ({ params }) => `${String(params.client_id)} ${String(params.redirect_uri)}`,
  seal: createSeal(),
  cookie: {},
  methods: ['POST'],
  isOwnForm: (ctx, fields, formToken) => {
    const site = ctx.get('sec-fetch-site');
    const isForeign = site !== '' && site !== 'same-origin' && site !== 'none';
    return !isForeign && equal(fields.get('form_token') ?? '', formToken);
  },
  details: (provider, ctx) => provider.interactionDetails(ctx.req, ctx.res).catch(() => undefined),
  stateMade: 'approved',
  stateOf: (came, kept) => (came !== undefined && came === kept ? came : undefined),
  once: true,
  goesOn: 'there',
  thirdPartyAsks: false,
});
