import { createHmac, randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import type { InteractionResults, Provider } from 'oidc-provider';
import { proxyPolicy } from '../approval.ts';
import type { Environment } from '../environment.ts';
import { grantOf, requestFacts } from '../login/consent-step.ts';
import { destinationOf } from '../login/destination.ts';
import { refuse, showPage } from '../login/page.ts';
import type { Details } from '../login/visit.ts';
import type { AlterParts } from '../parts.ts';
import { readBody } from '../request-body.ts';
import { createProxyCookies, type ProxyCookies } from './cookies.ts';
import { honestProxy, type ProxyParts } from './parts.ts';
import { createStates, queryOf, type StateKeeper } from './states.ts';
import { createThirdParty, staticScope, type ThirdParty } from './third-party.ts';

export type { ProxyParts } from './parts.ts';

const paths = { start: '/proxy/', callback: '/proxied/callback' };

/** Everything that the pieces of one proxy share. */
interface Proxy {
  readonly parts: ProxyParts;
  readonly environment: Environment;
  readonly provider: Provider;
  readonly cookies: ProxyCookies;
  readonly states: StateKeeper;
  readonly thirdParty: ThirdParty;
  readonly formTokenOf: (uid: string) => string;
  /** Authorizations for which the third party has answered, by their uid or their request. */
  readonly answered: Set<string>;
}

/**
 * The mock as a proxy: people log in at a third party, where it is known by one client id for all of its own clients. It
 * asks for consent to each of them before (MCP 2026-07-28 security best practices, «Required Protections»).
 *
 * @param lie Parts of it to be replaced.
 */
export function proxying(lie: Partial<ProxyParts> = {}): AlterParts {
  return (honest) => {
    let proxy: Proxy | undefined;
    return {
      interactionPolicy: (library) => proxyPolicy(library),
      providerConfiguration: (configuration, environment) => {
        const own = honest.providerConfiguration(configuration, environment);
        const url = (_ctx: unknown, { uid }: { uid: string }) => `${paths.start}${uid}`;
        return { ...own, interactions: { ...own.interactions, url } };
      },
      provider: (environment, provider) => {
        honest.provider(environment, provider);
        // An oidc-provider that is made anew goes on with what this browser has.
        proxy = proxy === undefined ? createProxy(environment, provider, lie) : { ...proxy, provider };
      },
      middleware: [
        ...honest.middleware,
        async (ctx, next) => {
          if (proxy === undefined || !(await serve(proxy, ctx))) await next();
        },
      ],
    };
  };
}

function createProxy(environment: Environment, provider: Provider, lie: Partial<ProxyParts>): Proxy {
  const parts = { ...honestProxy(), ...lie };
  const secret = randomBytes(32);
  return {
    ...{ parts, environment, provider },
    cookies: createProxyCookies(environment, parts),
    states: createStates(parts),
    thirdParty: createThirdParty(() => environment.base + paths.callback, parts.thirdPartyAsks),
    formTokenOf: (uid) => createHmac('sha256', secret).update(uid).digest('base64url'),
    answered: new Set(),
  };
}

/** False when the request is none of the proxy's. */
async function serve(proxy: Proxy, ctx: Context): Promise<boolean> {
  if (ctx.path === proxy.thirdParty.path) proxy.thirdParty.authorize(ctx);
  else if (ctx.path === paths.callback) callBack(proxy, ctx);
  else if (ctx.path.startsWith(paths.start)) await answer(proxy, ctx);
  else return false;
  return true;
}

/** The page that asks, what is decided there, and the way on when it is decided already. */
async function answer(proxy: Proxy, ctx: Context): Promise<void> {
  const [uid = '', step] = ctx.path.slice(paths.start.length).split('/');
  const details = await proxy.parts.details(proxy.provider, ctx, uid);
  if (details === undefined) {
    refuse(ctx, 400, 'This login is over', 'It ended, or it began in another browser.');
    return;
  }
  if (step === 'forward') forward(proxy, ctx, details);
  else if (isDecision(proxy, ctx)) await decide(proxy, ctx, details);
  else if (proxy.answered.delete(keyOf(proxy, details))) await finish(proxy, ctx, details);
  else if (isApproved(proxy, ctx, details)) sendOn(proxy, ctx, details);
  else await ask(proxy, ctx, details);
}

function isDecision({ parts }: Proxy, ctx: Context): boolean {
  return parts.methods.includes(ctx.method) && (ctx.method === 'POST' || ctx.query.action !== undefined);
}

/** By what it is known that the third party has answered. */
function keyOf({ parts }: Proxy, { uid, params }: Details): string {
  return parts.goesOn === 'anew' ? queryOf(params) : uid;
}

/** Asked again where the client wants that, or where nobody can tell which program will get the answer. */
function isApproved({ parts, cookies }: Proxy, ctx: Context, details: Details): boolean {
  if (!parts.asks) return true;
  const { prompt, redirect_uri: redirectUri } = details.params;
  const isAskedFor = String(prompt).split(' ').includes('consent');
  const isWeb = destinationOf(String(redirectUri)).kind === 'web';
  return !isAskedFor && isWeb && cookies.approvals(ctx).includes(parts.approvalOf(details));
}

async function ask(proxy: Proxy, ctx: Context, details: Details): Promise<void> {
  const client = await proxy.provider.Client.find(String(details.params.client_id));
  if (proxy.parts.stateMade === 'shown') proxy.states.make(ctx, details, proxy.cookies);
  const redirectUri = String(details.params.redirect_uri);
  const { clientId, ...facts } = requestFacts(proxy.environment, details);
  const form = { clientName: client?.clientName ?? clientId, formToken: proxy.formTokenOf(details.uid) };
  const { host, origin } = thirdPartyOf(proxy);
  showPage(
    ctx,
    'consent',
    { ...facts, ...form, thirdParty: { host, scope: staticScope } },
    { redirectUri, through: [origin] },
  );
}

async function decide(proxy: Proxy, ctx: Context, details: Details): Promise<void> {
  const fields = new URLSearchParams(ctx.method === 'POST' ? await readBody(ctx.req) : ctx.querystring);
  const { parts, cookies, formTokenOf } = proxy;
  if (!parts.isOwnForm(ctx, fields, formTokenOf(details.uid))) {
    refuse(ctx, 403, 'Not accepted', 'This form did not come from the page that asked.');
    return;
  }
  if (fields.get('action') === 'allow') {
    cookies.approve(ctx, parts.approvalOf(details));
    sendOn(proxy, ctx, details);
    return;
  }
  const result = { error: 'access_denied', error_description: 'the user denied access' };
  await end(proxy, ctx, result);
}

function sendOn(proxy: Proxy, ctx: Context, details: Details): void {
  if (proxy.parts.hops) goTo(ctx, `${paths.start}${details.uid}/forward`);
  else forward(proxy, ctx, details);
}

function forward(proxy: Proxy, ctx: Context, details: Details): void {
  const { states, cookies, thirdParty } = proxy;
  const request = states.request(ctx, details, cookies, proxy.environment.base + paths.callback);
  goTo(ctx, `${thirdPartyOf(proxy).origin}${thirdParty.path}?${request.toString()}`);
}

/** The same process under another name. */
function thirdPartyOf({ environment }: Proxy): URL {
  return new URL(environment.base.replace('127.0.0.1', 'localhost'));
}

function callBack({ parts, states, cookies, thirdParty, answered }: Proxy, ctx: Context): void {
  const waiting = states.take(ctx, cookies);
  if (waiting === undefined) {
    refuse(ctx, 400, 'This login is over', 'Start again from the application.');
  } else if (!thirdParty.redeem(String(ctx.query.code), waiting.verifier)) {
    refuse(ctx, 400, 'Not logged in', 'The third party did not say who you are.');
  } else if (parts.goesOn === 'anew') {
    answered.add(waiting.request);
    goTo(ctx, `/oauth/authorize?${waiting.request}`);
  } else {
    answered.add(waiting.uid);
    goTo(ctx, `${paths.start}${waiting.uid}`);
  }
}

async function finish(proxy: Proxy, ctx: Context, details: Details): Promise<void> {
  const { environment, provider } = proxy;
  const accountId = environment.settings.subject;
  const clientId = String(details.params.client_id);
  const result = await grantOf(environment, { provider, details, clientId, accountId });
  await end(proxy, ctx, { ...result, login: { accountId } });
}

async function end({ provider }: Proxy, ctx: Context, result: InteractionResults): Promise<void> {
  goTo(ctx, await provider.interactionResult(ctx.req, ctx.res, result));
}

function goTo(ctx: Context, target: string): void {
  ctx.redirect(target);
  ctx.status = 303;
}
