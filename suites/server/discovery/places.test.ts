import { describe, expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import { served, unanswered } from '../refusals.test-helper.ts';
import atLeastOne from './at-least-one-mechanism.ts';
import implemented from './prm-implemented.ts';
import needsNoToken from './prm-needs-no-token.ts';
import overHttps from './prm-over-https.ts';
import inserted from './well-known-path-insertion.ts';

const DOCUMENT = { resource: 'https://mcp.example/mcp', authorization_servers: ['https://as.example'] };
const ROOT = 'https://mcp.example/.well-known/oauth-protected-resource';
const PATH = `${ROOT}/mcp`;
const BELOW = 'https://mcp.example/mcp/.well-known/oauth-protected-resource';
const missing = (url = PATH) => answered(404, { url });
const page = answered(200, { url: PATH, body: '<!doctype html>', headers: [['content-type', 'text/html']] });

describe('where the metadata stands', () => {
  const judge = (candidates: ReturnType<typeof answered>[], found: boolean, below = missing(BELOW)) => {
    const evidence = { candidates, found, ...(found ? {} : { misplaced: below }) };
    return [atLeastOne.judge(evidence).kind, implemented.judge(evidence).kind];
  };

  it('is found at one of three places', () => {
    expect(judge([missing(), served(DOCUMENT, ROOT)], true)).toEqual(['ok', 'ok']);
    expect(judge([unanswered('refused'), served(DOCUMENT, ROOT)], true)).toEqual(['ok', 'ok']);
  });

  it('is nowhere: only the check of the document itself turns red', () => {
    expect(judge([missing(), missing(ROOT)], false)).toEqual(['not-applicable', 'violation']);
    expect(judge([page, page], false)).toEqual(['not-applicable', 'violation']);
    expect(judge([missing()], false, served({ error: 'not found' }, BELOW))).toEqual([
      'not-applicable',
      'violation',
    ]);
  });

  it('is where no client looks: only the check of the mechanisms turns red', () => {
    expect(judge([missing(), missing(ROOT)], false, served(DOCUMENT, BELOW))).toEqual([
      'violation',
      'not-applicable',
    ]);
  });

  it('is not known when a place gave no answer', () => {
    expect(judge([unanswered('timeout'), missing(ROOT)], false)).toEqual(['unclear', 'unclear']);
  });
});

describe('server/discovery/prm-needs-no-token', () => {
  const judge = (candidates: ReturnType<typeof answered>[], found: boolean, named = [false, false]) =>
    needsNoToken.judge({ candidates, named, found }).kind;
  const guarded = answered(401, { url: PATH });

  it('refuses a guarded document', () => {
    expect(judge([guarded, guarded], false)).toBe('violation');
    expect(judge([answered(403), missing(ROOT)], false)).toBe('violation');
    expect(judge([guarded, served(DOCUMENT, ROOT)], true, [true, false])).toBe('violation');
  });

  it('takes a guarded path where another place has the document and no challenge names the path', () => {
    expect(judge([guarded, served(DOCUMENT, ROOT)], true)).toBe('ok');
    expect(judge([missing(), served(DOCUMENT, ROOT)], true)).toBe('ok');
  });

  it('has nothing to judge where there is nothing, and does not guess', () => {
    expect(judge([missing(), missing(ROOT)], false)).toBe('not-applicable');
    expect(judge([missing(), unanswered('reset')], false)).toBe('unclear');
  });
});

describe('server/discovery/prm-over-https', () => {
  const judge = (candidate: ReturnType<typeof answered>, named = false, strictHttps = false) =>
    overHttps.judge({ candidates: [candidate], named: [named], strictHttps }).kind;

  it('wants https with a valid certificate', () => {
    expect(judge(served(DOCUMENT))).toBe('ok');
    expect(judge(unanswered('tls'))).toBe('violation');
    expect(judge(served(DOCUMENT, 'http://mcp.example/x'))).toBe('violation');
    expect(judge(unanswered('blocked', 'http://mcp.example/x'), true)).toBe('violation');
    expect(judge(missing('http://mcp.example/x'))).toBe('ok');
  });

  it('leaves loopback alone unless told otherwise', () => {
    expect(judge(served(DOCUMENT, 'http://127.0.0.1:1/x'), true)).toBe('not-applicable');
    expect(judge(served(DOCUMENT, 'http://127.0.0.1:1/x'), true, true)).toBe('violation');
  });
});

describe('server/discovery/well-known-path-insertion', () => {
  const judge = (place: ReturnType<typeof answered>, below = missing(BELOW)) =>
    inserted.judge({ inserted: place, appended: below }).kind;

  it('blames only a document that stands below the endpoint instead', () => {
    expect(judge(served(DOCUMENT))).toBe('ok');
    expect(judge(missing(), served(DOCUMENT, BELOW))).toBe('violation');
    // Root only, or by the challenge only: MCP allows both. A page for every path is no document.
    expect(judge(missing())).toBe('not-applicable');
    expect(judge(page, page)).toBe('not-applicable');
  });
});
