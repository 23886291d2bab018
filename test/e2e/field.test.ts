import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../harness/contract.ts';
import { runServerSuite } from '../../harness/run-server.ts';
import { json, tinyServer } from '../../harness/server/site.test-helper.ts';

const WELL_KNOWN = '/.well-known/oauth-protected-resource';
type Answer = (request: IncomingMessage, response: ServerResponse, origin: string) => void;

/** A single-page application answers for every path. */
const page: Answer = (_, response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>App</title>');

const refuse =
  (challenge: (origin: string) => string, body: unknown = { error: 'no token' }): Answer =>
  ({ headers }, response, origin) => {
    // RFC 6750 §3.1: an error code only for those who sent a token.
    const error = headers.authorization === undefined ? '' : ', error=invalid_token';
    json(response, 401, body, { 'www-authenticate': challenge(origin) + error });
  };

const metadata: Answer = (_, response, origin) =>
  json(response, 200, {
    resource: `${origin}/mcp`,
    authorization_servers: [`${origin}/as`],
    scopes_supported: ['notes:read'],
  });

const issuer: Answer = (_, response, origin) => json(response, 200, { issuer: `${origin}/as` });

/** Tests a server of these routes as anybody could, in the topics of this file. */
async function examine(
  routes: Record<string, Answer>,
  token?: string,
): Promise<{ report: Report; seen: string[] }> {
  const seen: string[] = [];
  await using server = await tinyServer((request, response, origin) => {
    const line = `${request.method} ${request.url}`;
    seen.push(request.headers.authorization === undefined ? line : `${line} with a token`);
    (routes[line] ?? page)(request, response, origin);
  });
  const report = await runServerSuite({
    url: `${server.origin}/mcp`,
    specVersion: '2025-11-25',
    only: (id) => /^server\/(challenge|discovery|metadata)\//.test(id),
    ...(token === undefined ? {} : { token }),
  });
  return { report, seen };
}

function outcomes({ checks }: Report, ...wanted: string[]): string[] {
  return checks
    .filter(({ outcome }) => wanted.includes(outcome))
    .map(({ id, outcome, actual, reason }) => `${id} ${outcome}: ${actual ?? reason}`);
}

const GOOD = {
  'POST /mcp': refuse((origin) => `Bearer resource_metadata="${origin}/prm", scope="notes:read"`),
  'GET /prm': metadata,
  'GET /.well-known/oauth-authorization-server/as': issuer,
};

describe('a server in the field', () => {
  it('whose metadata only the challenge leads to, with a page for every other path, is not blamed', async () => {
    const { report } = await examine(GOOD);
    expect(outcomes(report, 'fail', 'warn', 'inconclusive', 'error')).toEqual([]);
    expect(report.verdict).toBe('conformant');
    expect(report.checks.find(({ id }) => id === 'server/metadata/status-and-type')?.outcome).toBe('pass');
  });

  it('may refuse with a JSON string, send no quotes around plain values, and challenge with several schemes', async () => {
    const { report } = await examine({
      ...GOOD,
      'POST /mcp': refuse(
        (origin) => `Negotiate, Basic realm="a, b", bearer scope=notes , resource_metadata = "${origin}/prm"`,
        'unauthorized',
      ),
    });
    expect(outcomes(report, 'fail', 'warn', 'inconclusive', 'error')).toEqual([]);
  });

  it('is not made nonconformant by an unquoted resource_metadata, which clients read', async () => {
    const { report } = await examine({
      ...GOOD,
      'POST /mcp': refuse((origin) => `Bearer scope="notes:read", resource_metadata=${origin}/prm`),
    });
    expect(outcomes(report, 'fail', 'inconclusive', 'error')).toEqual([]);
    expect(outcomes(report, 'warn').join()).toContain('server/challenge/resource-metadata-quoted');
    expect(report.verdict).toBe('conformant');
  });

  it('that puts its metadata below the endpoint is told so, once', async () => {
    const { report } = await examine({
      'POST /mcp': refuse(() => 'Bearer scope="notes:read"'),
      [`GET /mcp${WELL_KNOWN}`]: metadata,
    });
    expect(outcomes(report, 'fail')).toEqual([
      expect.stringMatching(
        /^server\/discovery\/at-least-one-mechanism fail: it stands at \S+\/mcp\/\.well-known/,
      ),
    ]);
  });

  it('keeps its other findings when its authorization server is out of reach', async () => {
    const { report } = await examine({
      ...GOOD,
      'GET /prm': (_, response, origin) =>
        json(response, 200, {
          resource: `${origin}/mcp`,
          authorization_servers: ['http://127.0.0.1:1'],
          scopes_supported: [],
        }),
    });
    expect(outcomes(report, 'inconclusive').map((line) => line.split(' ')[0])).toEqual([
      'server/discovery/authorization-servers-resolvable',
    ]);
    expect(outcomes(report, 'fail').map((line) => line.split(' ')[0])).toEqual([
      'server/metadata/no-empty-members',
    ]);
  });

  it('never sees the token of the user where none belongs', async () => {
    const { seen } = await examine(GOOD, 'users-own-token-0123456789');
    expect(seen.filter((line) => line.startsWith('GET') && line.endsWith('with a token'))).toEqual([]);
    expect(seen).toContain('POST /mcp');
    expect(seen).toContain('POST /mcp with a token');
  });
});
