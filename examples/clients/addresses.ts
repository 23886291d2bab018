import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import type { Session } from './parts.ts';
import { Trouble, type ServerMetadata } from './types.ts';

/** This machine, by the names that are for development. */
const LOCAL = ['127.0.0.1', 'localhost', '[::1]'];

/** Addresses that no document of a stranger may send a client to (RFC 6890). */
const RESERVED = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  RESERVED.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  RESERVED.addSubnet(net, bits, 'ipv6');

/**
 * RFC 9728 §7.7: a URL of a document leads to no internal address; the host that the user has given, and this machine by
 * its usual names, are fine. @throws Trouble
 */
export async function checkAddress({ url }: Session, target: string): Promise<void> {
  const { hostname } = new URL(target);
  if (hostname === new URL(url).hostname || LOCAL.includes(hostname)) return;
  const literal = hostname.replace(/^\[|\]$/g, '');
  const found =
    isIP(literal) === 0 ? await lookup(literal, { all: true }).catch(() => []) : [{ address: literal }];
  const bad = found.find(({ address }) => RESERVED.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'));
  if (bad !== undefined)
    throw new Trouble(`${target} is not fetched: ${bad.address} is an internal address.`);
}

/** OAuth 2.1 §1.5: https, or http on this machine. What is opened in the browser is checked there. @throws Trouble */
export function checkEndpoints({
  token_endpoint: token,
  registration_endpoint: registration,
}: ServerMetadata): void {
  for (const endpoint of [token, registration]) {
    if (endpoint === undefined) continue;
    const { protocol, hostname } = new URL(endpoint);
    if (protocol !== 'https:' && !(protocol === 'http:' && LOCAL.includes(hostname)))
      throw new Trouble(`${endpoint} is not used: it is not https.`);
  }
}
