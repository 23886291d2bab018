import type { Context } from 'koa';
import type { Environment } from '../environment.ts';
import type { ProxyParts } from './parts.ts';

/** The two cookies of the proxy: which clients this browser approved, and the state of the login under way. */
export interface ProxyCookies {
  approvals(ctx: Context): string[];
  approve(ctx: Context, approval: string): void;
  state(ctx: Context): string | undefined;
  setState(ctx: Context, state: string | undefined, seconds: number): void;
}

const MOST_APPROVALS = 20;
const THIRTY_DAYS = 30 * 86_400;

export function createProxyCookies(
  { base }: Environment,
  { cookie, seal }: Pick<ProxyParts, 'cookie' | 'seal'>,
): ProxyCookies {
  // A browser takes neither the attribute nor the prefix over http (RFC 6265bis §4.1.3).
  const isHttps = base.startsWith('https:');
  const { httpOnly = true, sameSite = 'lax', secure = isHttps, hostPrefix = isHttps } = cookie;
  // Cookies know no ports: two mocks on this host would take each other's.
  const nameOf = (name: string): string => `${hostPrefix ? '__Host-' : ''}${name}-${new URL(base).port}`;
  const get = (ctx: Context, name: string) => ctx.cookies.get(nameOf(name), { signed: false });
  const set = (ctx: Context, name: string, value: string | null, seconds: number): void => {
    const attributes = { httpOnly, sameSite, secure, path: '/', signed: false };
    ctx.cookies.set(nameOf(name), value, { ...attributes, maxAge: seconds * 1000 });
  };
  const approvals = (ctx: Context): string[] => seal.open(get(ctx, 'consent'));
  return {
    approvals,
    approve: (ctx, approval) => {
      const all = [approval, ...approvals(ctx).filter((one) => one !== approval)];
      set(ctx, 'consent', seal.close(all.slice(0, MOST_APPROVALS)), THIRTY_DAYS);
    },
    state: (ctx) => get(ctx, 'state'),
    setState: (ctx, state, seconds) => set(ctx, 'state', state ?? null, seconds),
  };
}
