import { headerOf, type Authorization } from '../../harness/index.ts';

/** Scopes that say who somebody is, and open nothing. */
const IDENTITY = ['openid', 'profile', 'email'];

/** The authorization request that it makes at another site, with a client_id of its own. */
export function forwardedTo({ exchanges, client }: Authorization, own: string) {
  for (const { request, response } of exchanges) {
    const location = headerOf(response?.headers ?? [], 'location') ?? '';
    if (!URL.canParse(location, request.url)) continue;
    const { hostname, host, searchParams } = new URL(location, request.url);
    const clientId = searchParams.get('client_id');
    const isRequest = searchParams.has('redirect_uri') && searchParams.has('response_type');
    if (clientId === null || clientId === client.id || !isRequest || siteOf(hostname) === siteOf(own))
      continue;
    const scopes = (searchParams.get('scope') ?? '').split(/[\s,]+/).filter(Boolean);
    return { host, clientId, isIdentityOnly: scopes.every((scope) => IDENTITY.includes(scope)) };
  }
  return undefined;
}

/** Hosts of one owner, roughly: too many are taken for one rather than too few. */
export function siteOf(hostname: string): string {
  return /^[\d.]+$|:/.test(hostname) ? hostname : hostname.split('.').slice(-2).join('.');
}
