import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { classOf } from './addresses.ts';
import { createGuard, type Guard, type ResolvedAddress } from './guard.ts';
import { createRecorder } from './recorder.ts';
import { createRedactor } from './redact.ts';

const PUBLIC = new URL('https://mcp.example/mcp');

/** A DNS of fixed answers, `mcp.example` public unless told otherwise. */
function dns(names: Record<string, string[]> = {}): (hostname: string) => Promise<ResolvedAddress[]> {
  const all: Record<string, string[]> = { 'mcp.example': ['93.184.215.14'], ...names };
  return (hostname) => {
    const found = all[hostname];
    if (found === undefined)
      return Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));
    return Promise.resolve(found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
  };
}

async function verdict(guard: Guard, url: string): Promise<string> {
  const route = await guard.route(new URL(url));
  return 'failure' in route ? route.failure.kind : route.addresses.map(({ address }) => address).join();
}

describe('classOf', () => {
  it.each([
    ['93.184.215.14', 'public'],
    ['2606:2800:21f::1', 'public'],
    ['127.0.0.1', 'loopback'],
    ['127.255.0.9', 'loopback'],
    ['::1', 'loopback'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['172.32.0.1', 'public'],
    ['192.168.1.1', 'private'],
    ['fd00::1', 'private'],
    ['169.254.169.254', 'link-local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['100.64.0.1', 'shared (CGNAT)'],
    ['100.128.0.1', 'public'],
    ['224.0.0.1', 'multicast'],
    ['ff02::1', 'multicast'],
    ['0.0.0.0', 'unspecified'],
    ['::', 'unspecified'],
    ['255.255.255.255', 'reserved'],
    ['198.18.0.1', 'reserved'],
    ['2001:db8::1', 'reserved'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:10.0.0.1', 'private'],
    ['::ffff:a9fe:a9fe', 'link-local'],
    ['::ffff:0:127.0.0.1', 'loopback'],
    ['::7f00:1', 'loopback'],
    ['64:ff9b::10.0.0.1', 'private'],
    ['64:ff9b::5db8:d70e', 'public'],
    ['64:ff9b:1::1', 'private'],
    ['2002:7f00:1::', 'loopback'],
    ['nonsense', 'invalid'],
  ])('%s is %s', (address, expected) => {
    expect(classOf(address)).toBe(expected);
  });
});

describe('a public target', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001:8080/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::a00:1]/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'http://0.0.0.0/',
    'http://224.0.0.1/',
    'https://inner.example/',
    'https://mixed.example/',
    'https://localhost/',
    'https://localhost./',
    'file:///etc/passwd',
    'gopher://mcp.example/',
  ])('may not lead to %s', async (url) => {
    const names = {
      'inner.example': ['192.168.0.1'],
      'mixed.example': ['93.184.215.15', '127.0.0.1'],
      localhost: ['127.0.0.1'],
    };
    expect(await verdict(createGuard({ target: PUBLIC, resolve: dns(names) }), url)).toBe('blocked');
  });

  it('may lead to public places', async () => {
    const guard = createGuard({
      target: PUBLIC,
      resolve: dns({ 'as.example': ['93.184.215.15', '2606:2800:21f::1'] }),
    });
    expect(await verdict(guard, 'https://as.example/.well-known/x')).toBe('93.184.215.15,2606:2800:21f::1');
    expect(await verdict(guard, 'http://93.184.215.16/')).toBe('93.184.215.16');
  });

  it('says what was refused, and why', async () => {
    const guard = createGuard({ target: PUBLIC, resolve: dns({ 'inner.example': ['192.168.0.1'] }) });
    const route = await guard.route(new URL('https://inner.example/x'));
    expect(route).toEqual({
      failure: {
        kind: 'blocked',
        message:
          'inner.example is a private address (192.168.0.1), where mcp.example may not lead a client. The request was not sent.',
      },
    });
  });

  it('tells when a name does not resolve, and asks again the next time', async () => {
    const answers = [dns(), dns({ 'late.example': ['93.184.215.15'] })];
    const guard = createGuard({ target: PUBLIC, resolve: (name) => (answers.shift() ?? dns())(name) });
    expect(await verdict(guard, 'https://late.example/')).toBe('dns');
    expect(await verdict(guard, 'https://late.example/')).toBe('93.184.215.15');
  });

  it('may be opened to private places by the user', async () => {
    expect(
      await verdict(createGuard({ target: PUBLIC, allowPrivate: true, resolve: dns() }), 'http://127.0.0.1/'),
    ).toBe('127.0.0.1');
  });
});

describe('a target inside', () => {
  const target = new URL('http://127.0.0.1:3000/mcp');

  it('may lead to loopback and private addresses, but not to others', async () => {
    const guard = createGuard({ target, resolve: dns({ localhost: ['::1', '127.0.0.1'] }) });
    expect(await verdict(guard, 'http://localhost:9000/')).toBe('::1,127.0.0.1');
    expect(await verdict(guard, 'http://192.168.0.1/')).toBe('192.168.0.1');
    expect(await verdict(guard, 'https://mcp.example/')).toBe('93.184.215.14');
    expect(await verdict(guard, 'http://169.254.169.254/')).toBe('blocked');
    expect(await verdict(guard, 'http://224.0.0.1/')).toBe('blocked');
  });

  it('is known by what its name resolves to', async () => {
    const guard = createGuard({ target: PUBLIC, resolve: dns({ 'mcp.example': ['10.0.0.5'] }) });
    expect(await verdict(guard, 'http://10.0.0.6/')).toBe('10.0.0.6');
  });

  it('is itself always allowed', async () => {
    const guard = createGuard({ target: new URL('http://169.254.10.1/mcp'), resolve: dns() });
    expect(await verdict(guard, 'http://169.254.10.1/.well-known/x')).toBe('169.254.10.1');
    expect(await verdict(guard, 'http://169.254.10.2/')).toBe('blocked');
  });
});

describe('pinning', () => {
  it('asks once for a name, and connects to what was vetted', async () => {
    const hosts: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      hosts.push(request.headers.host);
      response.setHeader('connection', 'close').end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    let asked = 0;
    // No DNS knows this name: a connection can only come about by the pinned address.
    const resolve = () => {
      asked += 1;
      return Promise.resolve<ResolvedAddress[]>([
        { address: asked === 1 ? '127.0.0.1' : '203.0.113.1', family: 4 },
      ]);
    };
    const target = new URL(`http://rebinding.invalid:${port}/`);
    const recorder = createRecorder({ redactor: createRedactor(), guard: createGuard({ target, resolve }) });
    const statuses = [
      await recorder.send({ url: target }, 'test'),
      await recorder.send({ url: target }, 'test'),
    ].map(({ status }) => status);
    await recorder.close();
    await new Promise((done) => server.close(done));
    expect(statuses).toEqual([200, 200]);
    expect(hosts).toEqual([target.host, target.host]);
    expect(asked).toBe(1);
  });
});
