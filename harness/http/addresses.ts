import { BlockList, isIP } from 'node:net';

export type AddressClass =
  | 'public'
  | 'loopback'
  | 'private'
  | 'link-local'
  | 'shared (CGNAT)'
  | 'multicast'
  | 'unspecified'
  | 'reserved'
  | 'invalid';

/** Special-purpose address blocks (RFC 6890 and the IANA registries that it set up). */
const BLOCKS: [AddressClass, string[]][] = [
  ['unspecified', ['0.0.0.0/8', '::/128']],
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fec0::/10', '64:ff9b:1::/48']],
  ['link-local', ['169.254.0.0/16', 'fe80::/10']],
  ['shared (CGNAT)', ['100.64.0.0/10']],
  ['multicast', ['224.0.0.0/4', 'ff00::/8']],
  [
    'reserved',
    [
      '192.0.0.0/24',
      '192.0.2.0/24',
      '192.88.99.0/24',
      '198.18.0.0/15',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '240.0.0.0/4',
      '100::/64',
      '2001::/23',
      '2001:db8::/32',
      '3fff::/20',
      '5f00::/16',
    ],
  ],
];

const LISTS = BLOCKS.map(([name, blocks]) => {
  const list = new BlockList();
  for (const block of blocks) {
    const [network = '', prefix = '0'] = block.split('/');
    list.addSubnet(network, Number(prefix), network.includes(':') ? 'ipv6' : 'ipv4');
  }
  return { name, list };
});

/** Tells what kind of address this is. One that carries an IPv4 address is what that address is. */
export function classOf(address: string): AddressClass {
  const bare = address.replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 0) return 'invalid';
  const embedded = family === 6 ? embeddedIpv4(bare) : undefined;
  if (embedded !== undefined) return classOf(embedded);
  const found = LISTS.find(({ list }) => list.check(bare, family === 6 ? 'ipv6' : 'ipv4'));
  return found?.name ?? 'public';
}

/**
 * The IPv4 address inside an IPv4-mapped (RFC 4291 §2.5.5.2), IPv4-compatible (§2.5.5.1), NAT64 (RFC 6052 §2.1) or
 * 6to4 (RFC 3056 §2) address. Each of them reaches that host, so each is only as public as it is.
 */
function embeddedIpv4(address: string): string | undefined {
  const groups = groupsOf(address);
  const at = (index: number) => groups[index] ?? 0;
  const zeroUpTo = (end: number) => groups.slice(0, end).every((group) => group === 0);
  const mapped = zeroUpTo(5) && at(5) === 0xffff;
  const translated = zeroUpTo(4) && at(4) === 0xffff && at(5) === 0;
  const compatible = zeroUpTo(6) && (at(6) !== 0 || at(7) > 1);
  const nat64 = at(0) === 0x64 && at(1) === 0xff9b && groups.slice(2, 6).every((group) => group === 0);
  if (mapped || translated || compatible || nat64) return dotted(at(6), at(7));
  return at(0) === 0x2002 ? dotted(at(1), at(2)) : undefined;
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}

/** The eight groups of an IPv6 address; the URL parser writes the dotted form as groups. */
function groupsOf(address: string): number[] {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const read = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [before, after] = [read(head), read(tail ?? '')];
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}
