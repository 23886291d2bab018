import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exchange, HeaderLine } from '../contract.ts';
import {
  bearerChallenge,
  challengesOf,
  parameter,
  parseChallenges,
  printChallenges,
  type Challenge,
  type Parameter,
  type Problem,
} from './challenge.ts';

const METADATA = 'https://mcp.example/.well-known/oauth-protected-resource';

function parse(...lines: string[]): { challenges: Challenge[]; problems: Problem[] } {
  return parseChallenges(lines);
}

/** Scheme, token68 and parameters as short text, to compare. */
function shape(...lines: string[]): string[] {
  return parse(...lines).challenges.map(({ scheme, token68, parameters }) =>
    [
      scheme,
      ...(token68 === undefined ? [] : [token68]),
      ...parameters.map(({ name, value }) => `${name}=${value}`),
    ].join('|'),
  );
}

function kinds(...lines: string[]): string[] {
  return parse(...lines).problems.map(({ kind }) => kind);
}

describe('well-formed challenges (RFC 9110 §11.6.1)', () => {
  it.each([
    ['Bearer', ['Bearer']],
    ['Bearer realm="x"', ['Bearer|realm=x']],
    ['Bearer realm=x', ['Bearer|realm=x']],
    [
      `Bearer resource_metadata="${METADATA}", scope="a b"`,
      [`Bearer|resource_metadata=${METADATA}|scope=a b`],
    ],
    ['Bearer a="1" ,\tb=2', ['Bearer|a=1|b=2']],
    ['Bearer a = "1", b\t=\t2', ['Bearer|a=1|b=2']],
    ['Bearer   a=1', ['Bearer|a=1']],
    ['Bearer a="x, y=z", b="say \\"hi\\" \\\\"', ['Bearer|a=x, y=z|b=say "hi" \\']],
    ['Bearer a=""', ['Bearer|a=']],
    [', ,Bearer a=1,, ,b=2,', ['Bearer|a=1|b=2']],
    ['Bearer ,a=1', ['Bearer|a=1']],
    ['Negotiate dG9rZW4=', ['Negotiate|dG9rZW4=']],
    ['Negotiate dG9rZW4=, Bearer a=1', ['Negotiate|dG9rZW4=', 'Bearer|a=1']],
    ['Negotiate, Bearer a=1', ['Negotiate', 'Bearer|a=1']],
    [
      'Basic realm="x", Bearer realm="y", error="invalid_token"',
      ['Basic|realm=x', 'Bearer|realm=y|error=invalid_token'],
    ],
    [
      'Newauth realm="apps", type=1, title="Login to \\"apps\\"", Basic realm="simple"',
      ['Newauth|realm=apps|type=1|title=Login to "apps"', 'Basic|realm=simple'],
    ],
    ['Bearer realm=', ['Bearer|realm=']],
  ])('%s', (line, expected) => {
    expect(shape(line)).toEqual(expected);
    expect(kinds(line)).toEqual([]);
  });

  it('reads every line', () => {
    expect(shape('Bearer a=1', 'DPoP algs="ES256"')).toEqual(['Bearer|a=1', 'DPoP|algs=ES256']);
  });

  it('keeps the value as it stood, with its quotes', () => {
    expect(parse('Bearer a="x\\"y", b=z').challenges[0]?.parameters).toEqual([
      { name: 'a', value: 'x"y', quoted: true, raw: '"x\\"y"' },
      { name: 'b', value: 'z', quoted: false, raw: 'z' },
    ]);
  });

  it('tells a token68 from a parameter', () => {
    expect(parse('Negotiate abc==').challenges[0]).toEqual({
      scheme: 'Negotiate',
      token68: 'abc==',
      parameters: [],
    });
  });
});

describe('malformed challenges: what is wrong is told, and the sense is kept', () => {
  it.each([
    [`Bearer resource_metadata=${METADATA}`, ['unquoted-value'], [`Bearer|resource_metadata=${METADATA}`]],
    [
      `Bearer resource_metadata=${METADATA}, scope="a"`,
      ['unquoted-value'],
      [`Bearer|resource_metadata=${METADATA}|scope=a`],
    ],
    [`Bearer resource_metadata='${METADATA}'`, ['unquoted-value'], [`Bearer|resource_metadata=${METADATA}`]],
    ['Bearer error="invalid_token" scope="a"', ['missing-comma'], ['Bearer|error=invalid_token|scope=a']],
    ['Bearer error="invalid_token"scope="a"', ['missing-comma'], ['Bearer|error=invalid_token|scope=a']],
    ['Bearer realm="a" Basic realm="b"', ['missing-comma'], ['Bearer|realm=a', 'Basic|realm=b']],
    ['Bearer realm="a', ['unclosed-quote'], ['Bearer|realm=a']],
    [
      `Bearer realm="a, resource_metadata="${METADATA}"`,
      ['unclosed-quote'],
      [`Bearer|realm=a|resource_metadata=${METADATA}`],
    ],
    ['Bearer realm="a\\', ['unclosed-quote'], ['Bearer|realm=a\\']],
    [
      'Bearer error_description=The token expired, scope="a"',
      ['stray-text', 'stray-text'],
      ['Bearer|error_description=The|scope=a'],
    ],
    ['Bearer "stray, text", a=1', ['stray-text'], ['Bearer|a=1']],
    ['Bearer: a=1', ['stray-text'], ['Bearer|a=1']],
    ['Negotiate abc==, a=1', ['token68-with-parameters'], ['Negotiate|abc==|a=1']],
    ['realm="a"', ['parameter-without-scheme'], ['|realm=a']],
    ['Bearer, realm="a"', ['stray-text'], ['Bearer|realm=a']],
    ['Bearer a=1, A=2', ['duplicate-parameter'], ['Bearer|a=1|A=2']],
    ['Bearer a=, b=2', ['empty-value'], ['Bearer|a=|b=2']],
    ['Bearer\ta=1', ['bad-whitespace'], ['Bearer|a=1']],
    ['Bearer a="\u0001"', ['bad-character'], ['Bearer|a=\u0001']],
    ['', ['no-challenge'], []],
    [' , ,', ['no-challenge'], []],
  ])('%s', (line, problems, expected) => {
    expect(kinds(line)).toEqual(problems);
    expect(shape(line)).toEqual(expected);
  });

  it('says where and why', () => {
    expect(parse('Basic realm="x"', 'Bearer a="1", resource_metadata=https://x').problems).toEqual([
      {
        kind: 'unquoted-value',
        line: 1,
        offset: 32,
        text: 'https://x',
        message:
          'The value of resource_metadata is not in quotes, though it holds ":", which a token may not.',
      },
    ]);
  });

  it('shortens a long text', () => {
    const [problem] = parse(`Bearer a=:${'x'.repeat(10_000)}`).problems;
    expect(problem?.text.length).toBeLessThan(100);
  });
});

describe('properties', () => {
  const token = fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,12}$/);
  const quotable = fc.string({
    unit: fc
      .integer({ min: 0x20, max: 0xff })
      .filter((code) => code !== 0x7f)
      .map((code) => String.fromCharCode(code)),
    maxLength: 30,
  });
  const printed = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`;
  const parameters = fc.uniqueArray(
    fc.oneof(
      fc
        .record({ name: token, value: token })
        .map(({ name, value }) => ({ name, value, quoted: false, raw: value })),
      fc
        .record({ name: token, value: quotable })
        .map(({ name, value }) => ({ name, value, quoted: true, raw: printed(value) })),
    ),
    { selector: ({ name }) => name.toLowerCase(), maxLength: 5 },
  );
  const challenge: fc.Arbitrary<Challenge> = fc.oneof(
    fc.record({ scheme: token, parameters }),
    fc.record({
      scheme: token,
      token68: fc.stringMatching(/^[A-Za-z0-9\-._~+/]{1,20}={0,2}$/),
      parameters: fc.constant<Parameter[]>([]),
    }),
  );

  it('what is printed is read back, without a problem', () => {
    fc.assert(
      fc.property(fc.array(challenge, { minLength: 1, maxLength: 4 }), (challenges) => {
        expect(parse(printChallenges(challenges))).toEqual({ challenges, problems: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('several lines read as one', () => {
    fc.assert(
      fc.property(fc.array(challenge, { minLength: 1, maxLength: 4 }), (challenges) => {
        const lines = challenges.map((one) => printChallenges([one]));
        expect(parse(...lines).challenges).toEqual(challenges);
      }),
    );
  });

  it('never throws, whatever the line', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom('Bearer', ' ', '\t', ',', '=', '"', '\\', "'", 'a', 'realm', 'https://x/?a=b', '; '),
        fc.string(),
      ),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const { challenges, problems } = parse(parts.join(''));
        expect(challenges.length + problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds an unquoted URL behind whatever well-formed parameters', () => {
    fc.assert(
      fc.property(parameters, fc.webUrl({ withQueryParameters: true }), (before, url) => {
        fc.pre(!/[,\s"]/.test(url) && before.every(({ name }) => name.toLowerCase() !== 'resource_metadata'));
        const head = printChallenges([{ scheme: 'Bearer', parameters: before }]);
        const line = `${head}${before.length === 0 ? ' ' : ', '}resource_metadata=${url}`;
        const [first] = parse(line).challenges;
        expect(first === undefined ? undefined : parameter(first, 'Resource_Metadata')).toBe(url);
      }),
    );
  });

  it('stays quick on hostile lines', () => {
    const started = performance.now();
    for (const piece of ['"', '\\"', 'a=', ',', 'a ', "a='", 'Bearer ', '"a,b=', '='])
      parse(piece.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('of an exchange', () => {
  const exchange = (...headers: HeaderLine[]): Exchange => ({
    id: 'x1',
    by: 'test',
    via: 'harness',
    request: { method: 'GET', url: 'http://127.0.0.1/', headers: [] },
    response: { status: 401, headers, body: '' },
    timing: { startedMs: 0, durationMs: 0 },
  });

  it('takes all WWW-Authenticate lines, whatever their spelling', () => {
    const found = challengesOf(
      exchange(['www-authenticate', 'Basic realm="x"'], ['date', 'now'], ['WWW-Authenticate', 'bearer a=1']),
    );
    expect(found.map(({ scheme }) => scheme)).toEqual(['Basic', 'bearer']);
  });

  it('prefers the Bearer challenge that names the metadata', () => {
    const found = bearerChallenge(
      exchange(
        ['WWW-Authenticate', 'Bearer realm="x"'],
        ['WWW-Authenticate', 'BEARER resource_metadata="u"'],
      ),
    );
    expect(found?.scheme).toBe('BEARER');
    expect(
      bearerChallenge(exchange(['WWW-Authenticate', 'Bearer realm="x", Bearer realm="y"']))?.parameters[0]
        ?.value,
    ).toBe('x');
  });

  it('finds none without a response, or with other schemes only', () => {
    const lost = exchange();
    delete lost.response;
    expect(bearerChallenge(lost)).toBeUndefined();
    expect(bearerChallenge(exchange(['WWW-Authenticate', 'Basic realm="x"']))).toBeUndefined();
  });
});
