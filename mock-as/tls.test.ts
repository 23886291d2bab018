import { execFile } from 'node:child_process';
import { createPublicKey, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { request } from 'node:https';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCertificateAuthority, hostsOf } from './certificates.ts';
import { startMockAuthorizationServer } from './index.ts';
import type { MockAuthorizationServer, TlsTrust } from './index.ts';

const run = promisify(execFile);
let mock: MockAuthorizationServer;
let trust: TlsTrust;

beforeAll(async () => {
  mock = await startMockAuthorizationServer({ tls: true });
  if (mock.tls === undefined) throw new Error('the mock names no authority');
  trust = mock.tls;
});
afterAll(() => mock.close());

/** A GET by a client that trusts the authority; gives the status, or the code of the error. */
function get(url: string, ca = trust.ca): Promise<number | string | undefined> {
  return new Promise((resolve) => {
    const sent = request(url, { ca, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
      response.on('error', (error) => resolve((error as NodeJS.ErrnoException).code));
    });
    sent.on('error', (error) => resolve((error as NodeJS.ErrnoException).code));
    sent.end();
  });
}

/** A fetch by a process of its own. */
async function fetchElsewhere(url: string, env: Record<string, string>): Promise<string> {
  const script = `fetch(${JSON.stringify(url)}).then((r) => r.json()).then((d) => console.log(JSON.stringify(d)), (e) => console.log(e.cause.code))`;
  const { stdout } = await run(process.execPath, ['-e', script], { env: { ...process.env, ...env } });
  return stdout.trim();
}

describe('a mock that speaks https', () => {
  it('names https URLs everywhere, in its metadata too', async () => {
    for (const url of Object.values(mock.urls)) expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+/);
    const document = `${mock.urls.issuer}/.well-known/oauth-authorization-server`;
    const metadata = JSON.parse(
      await fetchElsewhere(document, { NODE_EXTRA_CA_CERTS: trust.caFile }),
    ) as object;
    const { issuer, token_endpoint: token } = metadata as Record<string, unknown>;
    expect(issuer).toBe(mock.urls.issuer);
    expect(token).toBe(mock.urls.token);
  });

  it('is reached by a process that trusts the file of its authority, and by no other', async () => {
    const trusting = await fetchElsewhere(mock.urls.jwks, { NODE_EXTRA_CA_CERTS: trust.caFile });
    expect(JSON.parse(trusting)).toEqual(mock.jwks());
    expect(await fetchElsewhere(mock.urls.jwks, { NODE_EXTRA_CA_CERTS: '' })).toBe(
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    );
  });

  it('is reached by each name that a machine has for itself', async () => {
    const { port } = new URL(mock.urls.environment);
    expect(await get(`https://localhost:${port}/keys`)).toBe(200);
    expect(hostsOf('::1')).toEqual(['::1', 'localhost', '127.0.0.1']);
    expect(hostsOf('0.0.0.0')).toEqual(['localhost', '127.0.0.1', '::1']);
  });

  it('writes the certificate for everybody to read, and nothing else', async () => {
    expect(await readFile(trust.caFile, 'utf8')).toBe(trust.ca);
    expect((await stat(trust.caFile)).mode & 0o777).toBe(0o644);
    expect(await readdir(dirname(trust.caFile))).toEqual(['ca.pem']);
    expect(trust.ca).not.toContain('PRIVATE');
  });

  it('takes the file away when it is closed', async () => {
    const other = await startMockAuthorizationServer({ tls: true });
    const file = other.tls?.caFile ?? '';
    expect(existsSync(file)).toBe(true);
    await other.close();
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    ['refused', 'ECONNREFUSED'],
    ['reset', 'ECONNRESET'],
    ['503', 503],
  ] as const)('has outages too: %s', async (mode, seen) => {
    const outage = await mock.outage({ mode });
    expect(await get(mock.urls.jwks)).toBe(seen);
    await outage.end();
  });

  it('serves again after an outage', async () => {
    const outage = await mock.outage({ mode: 'refused' });
    await outage.end();
    expect(await get(mock.urls.jwks)).toBe(200);
  });
});

describe('a certificate of your own', () => {
  it('is taken, with the ca or without', async () => {
    const authority = await createCertificateAuthority();
    const identity = await authority.issue(['127.0.0.1']);
    await using first = await startMockAuthorizationServer({
      tls: { ...identity, ca: authority.certificate },
    });
    expect(first.tls?.ca).toBe(authority.certificate);
    expect(await get(first.urls.jwks, authority.certificate)).toBe(200);
    expect(await get(first.urls.jwks)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    await using second = await startMockAuthorizationServer({ tls: identity });
    expect(second.tls).toBeUndefined();
    expect(await get(second.urls.jwks, authority.certificate)).toBe(200);
  });

  it('is refused when the key is not its own, or is no key at all, without telling the key', async () => {
    const authority = await createCertificateAuthority();
    const [one, other] = await Promise.all([authority.issue(['127.0.0.1']), authority.issue(['127.0.0.1'])]);
    const mixed = { cert: one.cert, key: other.key };
    await expect(startMockAuthorizationServer({ tls: mixed })).rejects.toThrow(
      /^tls: .*key of that certificate/,
    );
    const broken = startMockAuthorizationServer({ tls: { ...one, key: 'sesame' } });
    await expect(broken).rejects.toThrow(/^tls: /);
    await expect(broken).rejects.not.toThrow(/sesame/);
  });
});

describe('the authority', () => {
  it('vouches for what it issues, as strict clients demand it', async () => {
    const authority = await createCertificateAuthority();
    const { cert, key } = await authority.issue(['127.0.0.1', 'mcp.test']);
    const [root, leaf] = [new X509Certificate(authority.certificate), new X509Certificate(cert)];
    expect(leaf.verify(root.publicKey)).toBe(true);
    expect(leaf.checkIssued(root)).toBe(true);
    expect([root.ca, leaf.ca]).toEqual([true, false]);
    expect(leaf.subjectAltName).toBe('IP Address:127.0.0.1, DNS:mcp.test');
    expect(leaf.publicKey.equals(createPublicKey(key))).toBe(true);
    const lifeMs = Date.parse(leaf.validTo) - Date.parse(leaf.validFrom);
    expect(lifeMs).toBeLessThan(399 * 86_400_000);
  });

  it('is another one each time', async () => {
    const [one, other] = await Promise.all([createCertificateAuthority(), createCertificateAuthority()]);
    const { cert } = await one.issue(['127.0.0.1']);
    expect(new X509Certificate(cert).verify(new X509Certificate(other.certificate).publicKey)).toBe(false);
  });
});
