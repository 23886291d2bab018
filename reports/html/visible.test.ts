import { describe, expect, it } from 'vitest';
import { linkTo, partsOf, visible } from './visible.ts';

describe('visible', () => {
  it('shows what cannot be seen by its code point, and keeps line feeds', () => {
    expect(visible('a\u0000b\u202Ec\uFEFF\r\nd\te')).toBe('a‹U+0000›b‹U+202E›c‹U+FEFF›‹U+000D›\nd\te');
  });

  it('keeps letters of every script, and whole pairs of surrogates', () => {
    expect(visible('é 検 ع 👋')).toBe('é 検 ع 👋');
    expect(visible('\uD83D!')).toBe('‹U+D83D›!');
    expect(visible('!\uDC4B')).toBe('!‹U+DC4B›');
  });
});

describe('partsOf', () => {
  it('takes what stands in backquotes as code', () => {
    expect(partsOf('Answer `401` at once.')).toEqual([
      { text: 'Answer ', code: false },
      { text: '401', code: true },
      { text: ' at once.', code: false },
    ]);
  });

  it('leaves a sentence with an odd backquote as it is', () => {
    expect(partsOf('a `b` c ` d')).toEqual([{ text: 'a `b` c ` d', code: false }]);
  });
});

describe('linkTo', () => {
  it('leads to pages of the web only', () => {
    expect(linkTo('https://www.rfc-editor.org/rfc/rfc6750.html#section-3.1')).toBe(
      'https://www.rfc-editor.org/rfc/rfc6750.html#section-3.1',
    );
    for (const url of ['javascript:alert(1)', ' https://x', 'data:text/html,x', 'https://', '', '//x'])
      expect(linkTo(url)).toBeUndefined();
  });
});
