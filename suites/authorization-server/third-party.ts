import { headerOf, isLoopback, type Authorization, type Exchange } from '../../harness/index.ts';

/** Scopes that say who somebody is, and open nothing. */
const IDENTITY = ['openid', 'profile', 'email', 'read:user', 'user:email'];

/** The authorization request that it makes at another site than its own host, with a client_id of its own. */
export function forwardedTo({ exchanges, client }: Pick<Authorization, 'exchanges' | 'client'>, own: string) {
  for (const [at, exchange] of exchanges.entries()) {
    const found = thirdPartyAt(locationOf(exchange), own);
    if (found !== undefined && found.clientId !== client.id) return { at, ...found };
  }
  return undefined;
}

/** The third party that a URL is an authorization request to; undefined when it is none. */
export function thirdPartyAt(url: URL | undefined, own: string) {
  if (url === undefined || siteOf(url.host) === siteOf(own)) return undefined;
  const { host, origin, pathname, searchParams } = url;
  const clientId = searchParams.get('client_id');
  const callback = searchParams.get('redirect_uri');
  if (clientId === null || callback === null || !searchParams.has('response_type')) return undefined;
  const scopes = (searchParams.get('scope') ?? '').split(/[\s,]+/).filter(Boolean);
  const isIdentityOnly = scopes.every((scope) => IDENTITY.includes(scope));
  return { host, clientId, place: origin + pathname, callback, scopes, isIdentityOnly };
}

function locationOf({ request, response }: Exchange): URL | undefined {
  const location = headerOf(response?.headers ?? [], 'location') ?? '';
  return URL.canParse(location, request.url) ? new URL(location, request.url) : undefined;
}

/** Hosts of one owner, roughly: too many are taken for one rather than too few. On this machine each port is a host. */
export function siteOf(host: string): string {
  const { hostname } = new URL(`http://${host}`);
  if (isLoopback(hostname)) return host;
  return /^[\d.]+$|:/.test(hostname) ? hostname : hostname.split('.').slice(-2).join('.');
}
