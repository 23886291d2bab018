import { describe, expect, it } from 'vitest';
import { blankEncoded, tokenPlaces, type Carrier } from './token-places.ts';

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl';
const opaque = 'opaque/token+with=odd~characters';
const tokens = new Set([token, opaque]);
const base64 = (text: string) => Buffer.from(text).toString('base64');

function placesIn(parts: Partial<Carrier>): string[] {
  return tokenPlaces({ target: '/search', headers: [], body: '', ...parts }, tokens);
}

describe('tokenPlaces', () => {
  it.each<[string, Partial<Carrier>]>([
    ['the header field authorization', { headers: [['authorization', `Bearer ${token}`]] }],
    ['the header field X-User-Token', { headers: [['X-User-Token', token]] }],
    ['the header field Cookie', { headers: [['Cookie', `a=b; session=${encodeURIComponent(opaque)}`]] }],
    ['the header field Authorization', { headers: [['Authorization', `Basic ${base64(`${token}:x`)}`]] }],
    ['the path', { target: `/users/${token}/search?q=1` }],
    ['the query', { target: `/search?access_token=${token}` }],
    ['the query', { target: `/search?t=${encodeURIComponent(encodeURIComponent(opaque))}` }],
    ['the query', { target: `/search?t=${encodeURIComponent(base64(`ä${token}`))}` }],
    ['the body', { body: JSON.stringify({ api_key: token }) }],
    ['the body', { body: JSON.stringify({ api_key: opaque }).replaceAll('/', '\\/') }],
    ['the body', { body: JSON.stringify({ user: Buffer.from(`x${opaque}`).toString('base64url') }) }],
    ['the body', { body: `grant_type=client_credentials&subject_token=${token}` }],
  ])('finds it in %s', (place, parts) => {
    expect(placesIn(parts)).toEqual([place]);
  });

  it('names each place once', () => {
    const headers: Carrier['headers'] = [
      ['x-a', token],
      ['x-a', opaque],
    ];
    expect(placesIn({ headers, target: `/?a=${token}&b=${token}`, body: token })).toEqual([
      'the query',
      'the header field x-a',
      'the body',
    ]);
  });

  it('finds nothing where other tokens stand, or what a token says', () => {
    expect(
      placesIn({
        target: `/users/alice?key=${base64('some key of the server, long enough to hold a token, and none of it')}`,
        headers: [['authorization', `Bearer ${token.slice(0, -1)}`]],
        body: JSON.stringify({ claims: token.split('.')[1], broken: '%E0%zz' }),
      }),
    ).toEqual([]);
  });

  it.each([
    new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: token,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    }).toString(),
    new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: token,
      requested_token_use: 'on_behalf_of',
    }).toString(),
    JSON.stringify({ grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', subject_token: token }),
  ])('lets it be given in exchange for another: %s', (body) => {
    expect(placesIn({ body })).toEqual([]);
    expect(placesIn({ body, headers: [['authorization', token]] })).toEqual([
      'the header field authorization',
    ]);
    expect(placesIn({ body: body.replaceAll(/subject_token\b|assertion/g, 'client_secret') })).toEqual([
      'the body',
    ]);
  });

  it('knows no token that is too short to be told from chance', () => {
    expect(tokenPlaces({ target: '/abc', headers: [], body: '' }, new Set(['abc']))).toEqual([]);
  });
});

describe('blankEncoded', () => {
  it('blanks out what a redactor would not find, and nothing else', () => {
    const carrier: Carrier = {
      target: `/?t=${base64(`x:${token}`)}`,
      headers: [
        ['authorization', `Bearer ${token}`],
        ['x-user', base64(`user ${token}`)],
      ],
      body: '{"query":"x"}',
    };
    expect(blankEncoded(carrier, tokens)).toEqual({
      target: '/‹a token, encoded›',
      headers: [
        ['authorization', `Bearer ${token}`],
        ['x-user', '‹a token, encoded›'],
      ],
      body: '{"query":"x"}',
    });
  });
});
