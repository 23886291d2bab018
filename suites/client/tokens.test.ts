import { describe, expect, it } from 'vitest';
import type { HeaderLine, Step } from '../../harness/index.ts';
import { placesIn, repeatsAuthorization } from './tokens.ts';

const TOKEN = '‹access_token:0f3a91›';

function stepWith(headers: HeaderLine[], { query = '', body = '' } = {}): Step {
  return {
    kind: 'mcp',
    attempt: 1,
    status: 200,
    parameters: {},
    sent: {},
    got: {},
    facts: {},
    exchange: {
      id: 'x1',
      by: 'client/ordinary',
      via: 'server',
      request: { method: 'POST', url: `http://127.0.0.1:1/mcp${query}`, headers, body },
      timing: { startedMs: 0, durationMs: 1 },
    },
  };
}

const places = (step: Step) => [...placesIn(step, new Set([TOKEN])).keys()];

describe('the places of a token', () => {
  it.each<[string, Step, string[]]>([
    ['none', stepWith([]), []],
    ['as it should be', stepWith([['Authorization', `Bearer ${TOKEN}`]]), ['authorization']],
    ['in any letter case', stepWith([['authorization', `bearer ${TOKEN}`]]), ['authorization']],
    ['another scheme', stepWith([['Authorization', `Token ${TOKEN}`]]), ['field']],
    ['no scheme', stepWith([['Authorization', TOKEN]]), ['field']],
    ['another field', stepWith([['Cookie', `token=${TOKEN}`]]), ['field']],
    ['the URL', stepWith([], { query: `?access_token=${TOKEN}` }), ['query']],
    ['the URL, encoded', stepWith([], { query: `?t=${encodeURIComponent(TOKEN)}` }), ['query']],
    ['the body', stepWith([], { body: `{"token":"${TOKEN}"}` }), ['body']],
    [
      'two at once',
      stepWith([['Authorization', `Bearer ${TOKEN}`]], { body: `access_token=${TOKEN}` }),
      ['authorization', 'body'],
    ],
    ['the token of somebody else', stepWith([['Authorization', 'Bearer ‹access_token:777777›']]), []],
  ])('%s', (_, step, expected) => {
    expect(places(step)).toEqual(expected);
  });

  it('two fields of one name are told from one', () => {
    const field: HeaderLine = ['Authorization', `Bearer ${TOKEN}`];
    expect(repeatsAuthorization(stepWith([field]))).toBe(false);
    expect(repeatsAuthorization(stepWith([field, field]))).toBe(true);
  });
});
