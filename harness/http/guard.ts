import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Failure } from '../contract.ts';
import { classOf, type AddressClass } from './addresses.ts';

export interface ResolvedAddress {
  address: string;
  family: 4 | 6;
}

/** Where a connection may go: the vetted addresses, or why there are none. */
export type Route = { addresses: ResolvedAddress[] } | { failure: Failure };

/** Decides where requests may go, and pins what a name resolved to for the rest of the run. */
export interface Guard {
  route(url: URL): Promise<Route>;
}

type Resolve = (hostname: string) => Promise<ResolvedAddress[]>;

const INSIDE: ReadonlySet<AddressClass> = new Set(['loopback', 'private']);

/**
 * A client must not be led into its own network by metadata that somebody else wrote (RFC 9728 §7.7 «SSRF»). For a
 * public target every address that is not public is refused; a target on loopback or a private network may name
 * others there. The host of the target itself is always allowed.
 *
 * A name is resolved once. The connection then goes to the vetted addresses, so that a second, different answer of
 * the DNS (rebinding) is never asked for.
 */
export function createGuard(options: { target: URL; allowPrivate?: boolean; resolve?: Resolve }): Guard {
  const { target, allowPrivate = false, resolve = resolveByDns } = options;
  const pinned = new Map<string, Promise<ResolvedAddress[]>>();

  const addressesOf = (url: URL): Promise<ResolvedAddress[]> => {
    const hostname = bareHost(url);
    const family = isIP(hostname);
    if (family !== 0) return Promise.resolve([{ address: hostname, family: family === 6 ? 6 : 4 }]);
    const pending = pinned.get(hostname) ?? resolve(hostname);
    pinned.set(hostname, pending);
    // A failure is not pinned: the name may resolve when it is asked again.
    pending.catch(() => pinned.delete(hostname));
    return pending;
  };

  const targetIsInside = async () => {
    const addresses = await addressesOf(target).catch(() => []);
    return addresses.length > 0 && addresses.every(({ address }) => INSIDE.has(classOf(address)));
  };

  const refusalOf = async (url: URL, addresses: ResolvedAddress[]): Promise<Failure | undefined> => {
    if (allowPrivate || bareHost(url) === bareHost(target)) return undefined;
    const outside = addresses.find(({ address }) => classOf(address) !== 'public');
    if (outside === undefined) return undefined;
    const inside = addresses.every(({ address }) => ['public', ...INSIDE].includes(classOf(address)));
    if (inside && (await targetIsInside())) return undefined;
    const { address } = outside;
    const through = address === bareHost(url) ? '' : ` (${address})`;
    return blocked(
      `${bareHost(url)} is ${describeClass(classOf(address))}${through}, where ${target.host} may not lead a client. The request was not sent.`,
    );
  };

  return {
    async route(url) {
      if (url.protocol !== 'http:' && url.protocol !== 'https:') {
        return { failure: blocked(`${url.protocol} URLs are not fetched, only http: and https: ones.`) };
      }
      try {
        const addresses = await addressesOf(url);
        const failure = await refusalOf(url, addresses);
        return failure === undefined ? { addresses } : { failure };
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
        return { failure: { kind: 'dns', message: `The name ${url.hostname} does not resolve (${code}).` } };
      }
    },
  };
}

function blocked(message: string): Failure {
  return { kind: 'blocked', message };
}

function describeClass(what: AddressClass): string {
  return what === 'unspecified' || what === 'invalid' ? `an ${what} address` : `a ${what} address`;
}

/** The host without the brackets of an IPv6 literal and without the dot of a rooted name. */
function bareHost(url: URL): string {
  return url.hostname
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
}

async function resolveByDns(hostname: string): Promise<ResolvedAddress[]> {
  const found = await lookup(hostname, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}
