import { expect, test } from 'vitest';
import type { Json } from '../../harness/index.ts';
import { destinationOf, elicitedUrls } from './elicitations.ts';
import check from './security/no-elicitation-self-authorization.ts';

const URL_1 = 'https://as.example/authorize?client_id=x';
const event = (message: Json) => `event: message\ndata: ${JSON.stringify(message)}\n\n`;
const asked = (params: Json) => ({ method: 'elicitation/create', params });
const byUrl = asked({ mode: 'url', message: 'm', url: URL_1 });

test('URLs are found in each way of asking', () => {
  const error = { code: -32_042, message: 'm', data: { elicitations: [{ mode: 'url', url: URL_1 }] } };
  const answers = [
    JSON.stringify({ jsonrpc: '2.0', id: 1, error }),
    JSON.stringify([{ jsonrpc: '2.0', id: 1, error }]),
    event({ jsonrpc: '2.0', id: 1, error }),
    event({ jsonrpc: '2.0', method: 'notifications/progress' }) + event({ jsonrpc: '2.0', id: 9, ...byUrl }),
    JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      result: { resultType: 'input_required', inputRequests: { a: byUrl } },
    }),
  ];
  for (const answer of answers) expect(elicitedUrls(answer)).toEqual([URL_1]);
});

test('forms, other errors, and texts that only look like it are no URL elicitations', () => {
  const form = asked({ mode: 'form', message: URL_1, requestedSchema: {} });
  const answers = [
    '',
    'not found',
    'null',
    JSON.stringify({ jsonrpc: '2.0', id: 1, ...form }),
    JSON.stringify({ jsonrpc: '2.0', id: 1, result: { inputRequests: { a: form, b: null, c: 'x' } } }),
    JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: -32_602, data: { elicitations: [byUrl] } } }),
    JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: -32_042, data: null } }),
    JSON.stringify({ error: 'unauthorized', url: URL_1 }),
  ];
  for (const answer of answers) expect(elicitedUrls(answer)).toEqual([]);
});

test('a destination is told by place and resource', () => {
  const of = (url: string) =>
    destinationOf(url, ['https://as.example/authorize'], ['https://mcp.example/mcp']);
  const resource = encodeURIComponent('https://mcp.example/mcp');
  expect(of(URL_1)).toEqual({ isOwnAuthorization: true, resource: 'none' });
  expect(of(`${URL_1}&resource=${resource}`)).toEqual({ isOwnAuthorization: true, resource: 'this' });
  expect(of(`${URL_1}&resource=${resource}%2Fother`)).toEqual({
    isOwnAuthorization: true,
    resource: 'other',
  });
  expect(of('https://as.example/authorize/other').isOwnAuthorization).toBe(false);
  expect(of('https://as.example.evil.example/authorize').isOwnAuthorization).toBe(false);
  expect(of('not a url')).toEqual({ isOwnAuthorization: false, resource: 'none' });
});

const BARE = 'a call without a token';
const SHORT = 'a call whose token lacks scopes';
const GOOD = 'a call with a good token';
const own = { isOwnAuthorization: true, resource: 'this' } as const;
const judge = (...elicited: ({ who: string } & ReturnType<typeof destinationOf>)[]) => {
  const judgement = check.judge({ answers: [], elicited });
  return judgement.kind === 'violation' && judgement.tolerated === true ? 'tolerated' : judgement.kind;
};

test('what stands in for the token is a violation', () => {
  expect(judge()).toBe('ok');
  expect(judge({ who: BARE, ...own })).toBe('violation');
  expect(judge({ who: BARE, ...own, resource: 'none' })).toBe('violation');
  expect(judge({ who: SHORT, ...own })).toBe('violation');
});

test('a third party is what elicitation is for', () => {
  const third = { isOwnAuthorization: false, resource: 'none' } as const;
  expect(judge({ who: GOOD, ...third })).toBe('ok');
  expect(judge({ who: GOOD, ...own, resource: 'none' })).toBe('ok');
  expect(judge({ who: SHORT, ...third }, { who: GOOD, ...third })).toBe('ok');
  expect(judge({ who: BARE, ...third }, { who: GOOD, ...third })).toBe('ok');
  expect(judge({ who: BARE, ...own, resource: 'other' })).toBe('ok');
});

test('where the URL does not prove it, a person decides', () => {
  expect(judge({ who: GOOD, ...own })).toBe('tolerated');
  expect(judge({ who: SHORT, ...own, resource: 'none' })).toBe('tolerated');
  expect(judge({ who: BARE, isOwnAuthorization: false, resource: 'none' })).toBe('tolerated');
});
