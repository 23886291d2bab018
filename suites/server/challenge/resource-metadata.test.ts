import { describe, expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import { challenged, refusals } from '../refusals.test-helper.ts';
import absolute from './resource-metadata-absolute-url.ts';
import onBadToken from './resource-metadata-on-bad-token.ts';
import quoted from './resource-metadata-quoted.ts';
import present from './resource-metadata.ts';

const PRM = 'https://a.example/.well-known/oauth-protected-resource/mcp';
const WITH = challenged(`Bearer resource_metadata="${PRM}"`);
const WITHOUT = challenged('Bearer realm="a"');

describe('server/challenge/resource-metadata', () => {
  const judge = (bare = WITH, published = true, demanded = false) =>
    present.judge({ bare, published, demanded }).kind;

  it('takes it in any scheme, case and quoting', () => {
    expect(judge()).toBe('ok');
    expect(judge(challenged(`DPoP algs="ES256", resource_metadata="${PRM}"`))).toBe('ok');
    expect(judge(challenged('Basic realm="a"', `bearer Resource_Metadata=${PRM}`))).toBe('ok');
  });

  it('misses it, also where the scheme stands alone under the revision that demands it', () => {
    expect(judge(WITHOUT)).toBe('violation');
    expect(judge(WITHOUT, false, true)).toBe('violation');
    expect(judge(challenged('Bearer'), true, true)).toBe('violation');
  });

  it('leaves what others judge to them', () => {
    expect(judge(challenged())).toBe('not-applicable');
    expect(judge(WITHOUT, false)).toBe('not-applicable');
    expect(judge(challenged('Bearer'))).toBe('not-applicable');
  });
});

describe('server/challenge/resource-metadata-on-bad-token', () => {
  const judge = (bare = WITH, foreign = WITH) => onBadToken.judge(refusals(bare, foreign)).kind;

  it('wants it in both challenges or in none', () => {
    expect(judge()).toBe('ok');
    expect(judge(WITH, WITHOUT)).toBe('violation');
    expect(judge(WITHOUT, WITH)).toBe('not-applicable');
    expect(judge(WITH, challenged())).toBe('not-applicable');
    expect(judge(WITH, answered(400))).toBe('not-applicable');
  });
});

describe('server/challenge/resource-metadata-quoted', () => {
  const judge = (...lines: string[]) => quoted.judge({ refusals: [WITH, challenged(...lines)] });

  it('takes quotes', () => expect(judge().kind).toBe('ok'));

  // Deployed servers send it, and clients read it: it must not make a server nonconformant.
  it('only warns of a URL without quotes', () => {
    expect(judge(`Bearer resource_metadata=${PRM}, scope="a"`)).toMatchObject({
      kind: 'violation',
      tolerated: true,
    });
  });

  it.each([`'${PRM}'`, '/.well-known/oauth-protected-resource', `<${PRM}>`])(
    'fails %s, of which no client can make a URL',
    (value) => {
      const judgement = judge(`Bearer resource_metadata=${value}`);
      expect(judgement.kind).toBe('violation');
      expect(judgement).not.toHaveProperty('tolerated');
    },
  );

  it('does not apply without the parameter', () => {
    expect(quoted.judge({ refusals: [WITHOUT] }).kind).toBe('not-applicable');
  });
});

describe('server/challenge/resource-metadata-absolute-url', () => {
  const judge = (...lines: string[]) =>
    absolute.judge({ refusals: lines.map((line) => challenged(line)), strictHttps: false }).kind;

  it('looks at the value in every refusal, with and without quotes', () => {
    expect(judge(`Bearer resource_metadata="${PRM}"`, `Bearer resource_metadata=${PRM}`)).toBe('ok');
    expect(judge(`Bearer resource_metadata="${PRM}"`, 'Bearer resource_metadata="/.well-known/x"')).toBe(
      'violation',
    );
    expect(judge('Bearer resource_metadata=""')).toBe('violation');
    expect(judge('Bearer resource_metadata="http://localhost:1/x"')).toBe('not-applicable');
    expect(judge('Bearer realm="a"')).toBe('not-applicable');
  });
});
