import { expect, it } from 'vitest';
import type { ShownPage } from '../../harness/index.ts';
import { answered, decisionIn, filled, submission } from './consent-form.ts';

const pageWith = (token: string, id: number): ShownPage => ({
  url: `https://auth.example.com/consent/${id}`,
  status: 200,
  headers: [],
  text: '',
  html: `<form action="/search"><input name="q"></form>
    <form method="post"><input type="hidden" name="token" value="${token}"><button name="action" value="allow"></form>`,
});
const [first, second] = [pageWith('t1', 1), pageWith('t2', 2)];
const sent = {
  url: first.url,
  method: 'POST',
  body: 'token=t1&action=allow',
  at: 2,
};

it('learns which form was sent, and what was chosen in it', () => {
  const decision = decisionIn([first], sent);
  expect(decision).toMatchObject({ index: 1, chosen: [['action', 'allow']] });
});

it.each([
  ['another method', { ...sent, method: 'GET', body: undefined }],
  ['another place', { ...sent, url: 'https://auth.example.com/api/decide' }],
  ['fields that are not in the form', { ...sent, body: 'action=allow' }],
])('does not take %s for a form of the page', (_what, other) => {
  expect(decisionIn([first], other)).toBeUndefined();
});

it('answers another page with the fields of that page', () => {
  const decision = decisionIn([first], sent);
  const request = decision && answered(second, decision);
  expect(request).toMatchObject({ url: second.url, method: 'POST', body: 'token=t2&action=allow' });
  expect(request?.headers).toContainEqual(['origin', 'https://auth.example.com']);
});

it('does not answer a page that has another form', () => {
  const decision = decisionIn([first], sent);
  const other = { url: second.url, html: '<form method="post"><button></form>' };
  expect(decision && filled(other, decision)).toBeUndefined();
});

it('forges as another site can: by a link, without an origin, without what it does not know', () => {
  const decision = decisionIn([first], sent);
  const form = decision && filled(second, decision);
  const from = { origin: 'https://other.example', site: 'cross-site' } as const;
  const link = form && submission(form, from, { method: 'GET', hidden: [] });
  expect(String(link?.url)).toBe('https://auth.example.com/consent/2?action=allow');
  expect(link?.body).toBeUndefined();
  expect(link?.headers).toEqual([
    ['sec-fetch-site', 'cross-site'],
    ['referer', 'https://other.example/'],
  ]);
});
