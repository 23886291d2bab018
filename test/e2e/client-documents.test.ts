import { describe, expect, it } from 'vitest';
import { runAuthorizationServerSuite } from '../../harness/run-authorization-server.ts';
import { startMockAuthorizationServer } from '../../mock-as/index.ts';
import { clientDocuments } from '../client-documents.test-helper.ts';

const RED = ['fail', 'warn', 'error', 'inconclusive'];

/** Documents on loopback, by a server that reads nothing from there, or that reads everything. */
async function judge(fetchClientMetadata?: typeof fetch) {
  const { place } = await clientDocuments();
  await using mock = await startMockAuthorizationServer({
    profile: 'oauth21',
    resource: { url: 'https://mcp.example.com/mcp' },
    ...(fetchClientMetadata === undefined ? {} : { fetchClientMetadata }),
  });
  const { checks } = await runAuthorizationServerSuite({
    issuer: mock.urls.issuer,
    strategy: 'dcr',
    documentPlace: { identity: place.identity },
    only: (id) => id.includes('cimd-'),
  });
  return checks.map(({ id, outcome, reason = '' }) => ({ name: id.replace(/.*\//, ''), outcome, reason }));
}

describe('client documents on loopback', () => {
  it('which a server rightly does not read, prove nothing', { timeout: 60_000 }, async () => {
    const checks = await judge();
    expect(checks.filter(({ outcome }) => RED.includes(outcome))).toEqual([]);
    const told = checks.filter(({ reason }) => reason.includes('--document-host')).map(({ name }) => name);
    expect(told).toEqual(expect.arrayContaining(['cimd-fetched', 'cimd-flag-behaviour', 'cimd-url-form']));
    expect(checks.filter(({ outcome }) => outcome === 'pass').map(({ name }) => name)).toEqual([
      'cimd-flag',
      'cimd-supported',
    ]);
  });

  it(
    'are judged where a server reads them, but for its guard against loopback',
    { timeout: 60_000 },
    async () => {
      const { fetchClientMetadata } = await clientDocuments();
      const checks = await judge((input, init) =>
        fetchClientMetadata(
          (input instanceof Request ? input.url : String(input)).replace(
            '//localhost:',
            '//clients.example:',
          ),
          init,
        ),
      );
      expect(checks.filter(({ outcome }) => RED.includes(outcome))).toEqual([]);
      const passed = checks.filter(({ outcome }) => outcome === 'pass').map(({ name }) => name);
      expect(passed).toEqual(expect.arrayContaining(['cimd-fetched', 'cimd-structure', 'cimd-url-form']));
      expect(checks.find(({ name }) => name === 'cimd-ssrf')?.outcome).toBe('untested');
    },
  );
});
