/** Reports to render in tests: an imaginary server with one of everything, and what can be built from it. */
import type { CheckResult, Exchange, Outcome, Report, Summary } from '../harness/contract.ts';

const mcp = 'https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization';

export function exchangeWith(id: string, status: number, changes: Partial<Exchange> = {}): Exchange {
  return {
    id,
    by: 'gather/bare-challenge',
    via: 'harness',
    request: {
      method: 'POST',
      url: 'http://127.0.0.1:10000/web-search/mcp',
      headers: [
        ['content-type', 'application/json'],
        ['authorization', 'Bearer ‹access_token:3f9a12›'],
      ],
      body: '{"jsonrpc":"2.0","id":1,"method":"tools/call"}',
    },
    response: {
      status,
      headers: [
        ['Content-Type', 'application/json'],
        ['WWW-Authenticate', 'Bearer realm="mcp"'],
      ],
      body: '{"error":"unauthorized"}',
    },
    timing: { startedMs: 12, durationMs: 4 },
    ...changes,
  };
}

export function unanswered(id: string): Exchange {
  const { by, via, request, timing } = exchangeWith(id, 0);
  return { id, by, via, request, failure: { kind: 'timeout', message: 'no answer within 5000 ms' }, timing };
}

export function checkWith(id: string, outcome: Outcome, changes: Partial<CheckResult> = {}): CheckResult {
  return {
    id,
    requirement: id.replaceAll('/', '.'),
    title: `${id.split('/').at(-1)?.replaceAll('-', ' ') ?? id} holds`,
    level: 'MUST',
    outcome,
    sources: [
      { doc: 'MCP 2025-11-25 authorization', section: 'Token Handling', url: `${mcp}#token-handling` },
      { doc: 'RFC 6750', section: '3.1', url: 'https://www.rfc-editor.org/rfc/rfc6750.html#section-3.1' },
    ],
    evidence: [],
    durationMs: 3,
    ...changes,
  };
}

export function reportWith(
  checks: CheckResult[],
  exchanges: Exchange[],
  changes: Partial<Report> = {},
): Report {
  const summary = summaryOf(checks);
  return {
    schemaVersion: '1',
    tool: { name: 'mcp-auth-conformance', version: '0.1.0' },
    target: {
      role: 'server',
      url: 'http://127.0.0.1:10000/web-search/mcp',
      situation: 'lab',
      profile: 'scalekit',
    },
    specVersion: '2025-11-25',
    startedAt: '2026-11-03T09:30:00.000Z',
    durationMs: 1432,
    verdict: summary.fail > 0 ? 'nonconformant' : summary.inconclusive > 0 ? 'incomplete' : 'conformant',
    summary,
    checks,
    exchanges,
    ...changes,
  };
}

function summaryOf(checks: CheckResult[]): Summary {
  const count = (outcome: Outcome) => checks.filter((check) => check.outcome === outcome).length;
  return {
    pass: count('pass'),
    fail: count('fail'),
    warn: count('warn'),
    notApplicable: count('not-applicable'),
    untested: count('untested'),
    inconclusive: count('inconclusive'),
    error: count('error'),
  };
}

function found(): CheckResult[] {
  return [
    checkWith('server/challenge/resource-metadata-parameter', 'fail', {
      title: 'The challenge names the protected resource metadata',
      expected: 'a resource_metadata parameter with an absolute URL in the Bearer challenge',
      actual: 'Bearer realm="mcp"',
      remedy:
        'Add the URL of the protected resource metadata to each 401: WWW-Authenticate: Bearer resource_metadata="https://…".',
      evidence: ['x1', 'x2'],
      exhibits: { bare: { exchange: 'x1' }, sameToken: true },
    }),
    checkWith('server/token-validation/audience-of-another-resource', 'fail', {
      title: 'A token for another resource is refused with 401',
      expected: 'HTTP 401 with error="invalid_token"',
      actual: 'HTTP 200: the tool ran',
      remedy:
        'Compare the aud claim with the identifier of your resource, exactly, and refuse every other value.',
      evidence: ['x3'],
    }),
    checkWith('server/metadata/resource-name', 'warn', {
      title: 'The metadata carries a name for people',
      level: 'SHOULD',
      expected: 'a resource_name member',
      actual: 'no such member',
      remedy: 'Add resource_name to the protected resource metadata.',
      evidence: ['x4'],
    }),
    checkWith('server/availability/retry-after', 'warn', {
      title: 'A 503 says when to try again',
      level: 'practice',
      expected: 'a Retry-After field',
      actual: 'none',
      evidence: ['x5'],
    }),
  ];
}

function left(): CheckResult[] {
  const login = 'needs a person at the browser: pass --login to allow one';
  const token = 'needs a second resource: pass --second-resource <url>';
  return [
    checkWith('server/transport/origin-check', 'inconclusive', {
      title: 'A foreign Origin is refused',
      reason: 'the control failed: the same request with the own Origin was not answered within 5 s',
      evidence: ['x6'],
    }),
    checkWith('server/error/body-is-json', 'error', {
      reason: 'the judge threw: cannot read x of undefined',
    }),
    checkWith('server/security/session-is-no-login', 'untested', { reason: login }),
    checkWith('server/security/session-bound-to-user', 'untested', { reason: login }),
    checkWith('server/token-validation/passthrough', 'untested', { reason: token }),
    checkWith('server/discovery/https-only', 'not-applicable', {
      reason: 'the host is loopback; --strict-https applies duties about https to it as well',
    }),
  ];
}

/** One of every outcome. */
export function sampleReport(): Report {
  const passes = [
    'challenge/status-401',
    'challenge/bearer-scheme',
    'metadata/json',
    'token-validation/expired',
  ];
  const checks = [
    ...passes.map((name) => checkWith(`server/${name}`, 'pass', { evidence: ['x1'] })),
    ...found(),
    ...left(),
  ];
  const exchanges = [
    exchangeWith('x1', 401),
    exchangeWith('x2', 401),
    exchangeWith('x3', 200),
    exchangeWith('x4', 200),
    exchangeWith('x5', 503),
    unanswered('x6'),
  ];
  return reportWith(checks, exchanges);
}

/** What a test says whose kept rendering differs. */
export const RENEW =
  'Not as it is kept in test/golden. If that is meant: npx vitest run reports -u, then look at git diff test/golden';
