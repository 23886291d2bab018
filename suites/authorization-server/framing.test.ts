import { describe, expect, it } from 'vitest';
import { isHtml, mayBeFramed } from './framing.ts';

describe('mayBeFramed', () => {
  it.each([
    ['nothing', [], true],
    ['DENY', [['X-Frame-Options', 'DENY']], false],
    ['sameorigin in small letters', [['x-frame-options', 'sameorigin']], false],
    ['a word that no browser knows', [['X-Frame-Options', 'ALLOWALL']], true],
    ['an obsolete word', [['X-Frame-Options', 'ALLOW-FROM https://a.example']], true],
    ['frame-ancestors', [['Content-Security-Policy', "default-src 'self'; frame-ancestors 'none'"]], false],
    ['some origins', [['Content-Security-Policy', 'frame-ancestors https://a.example']], false],
    ['every origin', [['Content-Security-Policy', 'frame-ancestors *']], true],
    ['every https origin', [['Content-Security-Policy', 'Frame-Ancestors https:']], true],
    ['a policy without it', [['Content-Security-Policy', "default-src 'none'"]], true],
    [
      'a policy that is only reported',
      [['Content-Security-Policy-Report-Only', "frame-ancestors 'none'"]],
      true,
    ],
    [
      'a policy that outdoes the older header',
      [
        ['X-Frame-Options', 'DENY'],
        ['Content-Security-Policy', 'frame-ancestors *'],
      ],
      true,
    ],
    [
      'two policies, of which one forbids it',
      [['Content-Security-Policy', "frame-ancestors *, frame-ancestors 'self'"]],
      false,
    ],
  ] as [string, [string, string][], boolean][])('%s', (_, headers, expected) => {
    expect(mayBeFramed(headers)).toBe(expected);
  });
});

describe('isHtml', () => {
  it('goes by the media type alone', () => {
    expect(isHtml([['Content-Type', 'text/html; charset=utf-8']])).toBe(true);
    expect(isHtml([['Content-Type', 'application/json']])).toBe(false);
    expect(isHtml([])).toBe(false);
  });
});
