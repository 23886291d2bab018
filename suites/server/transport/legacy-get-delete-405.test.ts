import { expect, it } from 'vitest';
import { answered, served } from '../../../harness/exchange.test-helper.ts';
import type { Answered } from '../../../harness/index.ts';
import check from './legacy-get-delete-405.ts';

const by = (method: string, exchange: Answered): Answered => ({
  ...exchange,
  request: { ...exchange.request, method },
});
const judge = (older: Answered, get: Answered, del: Answered = answered(405)) =>
  check.judge({ older, get: by('GET', get), delete: by('DELETE', del) }).kind;
const modern = answered(400);
const stream = answered(200, { headers: [['content-type', 'text/event-stream']], body: '' });
const page = answered(200, { headers: [['content-type', 'text/html']], body: '<html>' });

it('passes 405, and any other refusal', () => {
  expect(judge(modern, answered(405))).toBe('ok');
  expect(judge(modern, answered(401), answered(404))).toBe('ok');
});

it('lets a server that speaks older revisions open streams and end sessions, but show no page', () => {
  expect(judge(served(), stream, answered(204))).toBe('ok');
  expect(judge(served(), page)).toBe('violation');
  expect(judge(modern, stream)).toBe('violation');
  expect(judge(modern, answered(405), answered(204))).toBe('violation');
});

it('finds a server that stumbles', () => {
  expect(judge(served(), answered(500))).toBe('violation');
});
