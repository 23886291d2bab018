/** A server as deployed, tested with tokens of its own authorization server. */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../harness/catalogue.ts';
import type { CheckResult, Report } from '../../harness/contract.ts';
import { runServerSuite, type ServerRunOptions } from '../../harness/run-server.ts';
import { leasePort, type PortLease } from '../../mock-as/ports.ts';
import { startMockAuthorizationServer, type MockAuthorizationServer } from '../../mock-as/index.ts';
import { startReferenceServer, type ReferenceServer } from '../../server/index.ts';

const catalogue = await loadCatalogue(new URL('../../suites/catalogue/', import.meta.url));
const otherResource = 'https://files.example.com/mcp';

let lease: PortLease;
let mock: MockAuthorizationServer;
let server: ReferenceServer;
let url: string;

beforeAll(async () => {
  lease = await leasePort();
  url = `http://127.0.0.1:${lease.port}/web-search/mcp`;
  mock = await startMockAuthorizationServer({
    profile: 'oauth21',
    refreshTokens: 'always',
    resources: [{ url, scopes: ['web-search:read', 'web-search:write'] }, { url: otherResource }],
  });
  server = await startReferenceServer({
    scalekitEnvironmentUrl: mock.urls.environment,
    authorizationServer: mock.urls.issuer,
    resourceIdentifier: url,
    port: lease.port,
  });
});

afterAll(async () => {
  await Promise.all([server.close(), mock.close()]);
  await lease.release();
});

function examine(fieldLogin: Partial<ServerRunOptions['fieldLogin']>, only?: string): Promise<Report> {
  return runServerSuite({
    url,
    catalogue,
    fieldLogin: {
      client: undefined,
      strategy: undefined,
      scopes: undefined,
      clientCredentials: false,
      waitExpiry: false,
      ...fieldLogin,
    },
    ...(only === undefined ? {} : { only: (id) => id.includes(only) }),
  });
}

const outcomesOf = (checks: readonly CheckResult[]) =>
  new Map(checks.map(({ id, outcome, reason }) => [id, { outcome, reason: reason ?? '' }]));

describe('a field run with a login', () => {
  it('judges what real tokens allow, and says what is left to the lab', { timeout: 60_000 }, async () => {
    const report = await examine({ otherResource });
    expect(report.trouble).toBeUndefined();
    expect(
      report.checks
        .filter(({ outcome }) => ['fail', 'error', 'inconclusive'].includes(outcome))
        .map(({ id, reason, actual }) => [id, reason ?? actual]),
    ).toEqual([]);
    expect(report.verdict).toBe('conformant');
    const outcomes = outcomesOf(report.checks);
    for (const id of [
      'token-validation/accepts-valid-token',
      'token-validation/audience-mismatch',
      'token-validation/bad-signature',
      'token-validation/query-token-ignored',
    ]) {
      expect([id, outcomes.get(`server/${id}`)]).toEqual([id, { outcome: 'pass', reason: '' }]);
    }
    expect(outcomes.get('server/token-validation/expired')?.reason).toContain('--wait-expiry');
    expect(outcomes.get('server/token-validation/wrong-issuer')?.reason).toContain('--command');
    expect(report.checks.filter(({ outcome }) => ['error', 'inconclusive'].includes(outcome))).toEqual([]);
  });

  it('names the flag that a token for another resource takes', async () => {
    const report = await examine({}, 'token-validation/audience-mismatch');
    expect(outcomesOf(report.checks).get('server/token-validation/audience-mismatch')).toMatchObject({
      outcome: 'untested',
      reason: expect.stringContaining('--other-resource') as string,
    });
  });

  it('takes tokens of the client itself', async () => {
    const client = { id: mock.client.id, secret: mock.client.secret };
    const report = await examine({ client, clientCredentials: true }, 'token-validation/accepts-valid-token');
    expect(report.summary.pass).toBeGreaterThan(0);
  });

  it('keeps registration and tokens for the next run, when asked to, for the user alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'credentials-'));
    const credentials = join(folder, 'credentials.json');
    const paths = async () => {
      const { exchanges } = await examine({ credentials }, 'token-validation/accepts-valid-token');
      return exchanges.map(({ request }) => new URL(request.url).pathname);
    };
    const first = await paths();
    expect((await stat(credentials)).mode & 0o777).toBe(0o600);
    const second = await paths();
    expect(first.filter((path) => /register|authorize/.test(path))).not.toEqual([]);
    expect(second.filter((path) => /register|authorize/.test(path))).toEqual([]);
    expect(second).toContain('/oauth/token');
    await rm(folder, { recursive: true });
  });

  it('says why there is no token, and goes on without', async () => {
    const client = { id: 'nobody-knows-me' };
    const report = await examine({ client }, 'server/token-validation/accepts-valid-token');
    expect(report.notes?.join(' ')).toMatch(
      /no token to test with: An authorization ended in a page with status 4/,
    );
    expect(report.summary.pass).toBe(0);
  });
});
