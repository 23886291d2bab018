import { describe, expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import check, { strayCharacter } from './parameter-charset.ts';

const stray = (field: string) => strayCharacter([['www-authenticate', field]]);

describe('server/challenge/parameter-charset', () => {
  it.each([
    'Bearer error="invalid_token", error_description="The token expired! [#~]"',
    'Bearer error_uri="https://a.example/errors#expired", scope="a:read b/write"',
    // No range is set for these.
    'Bearer realm="\u00e9 \\"quoted\\"", constructor="\u00e9", resource_metadata="https://a.example/\u00e9"',
    // Another scheme has other rules.
    'Basic error_description="\u00e9"',
  ])('takes %s', (field) => expect(stray(field)).toBeUndefined());

  it.each([
    [
      'Bearer error_description="the \u00e2\u0080\u009ctoken\u00e2\u0080\u009d"',
      'U+00E2 in error_description',
    ],
    ['Bearer error_description="a \\"token\\""', 'U+0022 in error_description'],
    ['Bearer error_description="C:\\\\tokens"', 'U+005C in error_description'],
    ['Bearer Error_Description="a\tb"', 'U+0009 in Error_Description'],
    ['Bearer error_uri="https://a.example/a b"', 'U+0020 in error_uri'],
    ['Basic realm="a", Bearer scope="caf\u00e9"', 'U+00E9 in scope'],
  ])('finds the stray character of %s', (field, found) => expect(stray(field)).toBe(found));

  it('judges what was found, and nothing where no field was', () => {
    const exchanges = { bare: answered(401), plain: answered(401), hostile: answered(400), refused: [] };
    const judge = (challenged: boolean, strays: string[]) =>
      check.judge({ ...exchanges, challenged, strays }).kind;
    expect(judge(true, [])).toBe('ok');
    expect(judge(true, ['U+00E9 in scope'])).toBe('violation');
    expect(judge(false, [])).toBe('not-applicable');
  });
});
