import { describe, expect, it } from 'vitest';
import { ELSEWHERE, sendsAway, type Page } from './callback-page.ts';

const page = (body: string, more: Partial<Page> = {}): Page => ({ status: 200, body, ...more });
const host = new URL(ELSEWHERE).host;

describe('a callback page sends the browser elsewhere', () => {
  it.each<[string, Page]>([
    ['by Location', page('', { status: 302, location: ELSEWHERE })],
    ['by a refresh', page(`<meta http-equiv="refresh" content="0; url=${ELSEWHERE}">`)],
    ['by a refresh without quotes', page(`<META HTTP-EQUIV=refresh content='0;url=${ELSEWHERE}'>`)],
    ['by a script', page(`<script>window.location.href = "${ELSEWHERE}"</script>`)],
    ['by a call in a script', page(`<script>location.replace('//${host}/')</script>`)],
  ])('%s', (_, one) => {
    expect(sendsAway(one)).toBeDefined();
  });

  it.each<[string, Page]>([
    ['a plain page', page('<p>You can close this page.</p>')],
    ['a page that shows the address', page(`<p>${ELSEWHERE}</p>`)],
    ['a link to it', page(`<a href="${ELSEWHERE}">go on</a>`)],
    ['a redirect that stays at home', page('', { status: 302, location: '/done' })],
    [
      'a redirect that carries it along',
      page('', { status: 302, location: `http://127.0.0.1:1/done?next=${encodeURIComponent(ELSEWHERE)}` }),
    ],
    ['a Location that no browser follows', page('', { status: 200, location: ELSEWHERE })],
  ])('and not by %s', (_, one) => {
    expect(sendsAway(one)).toBeUndefined();
  });
});
