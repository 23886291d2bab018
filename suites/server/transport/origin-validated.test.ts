import { expect, it } from 'vitest';
import { answered, served } from '../../../harness/exchange.test-helper.ts';
import type { Answered } from '../../../harness/index.ts';
import check from './origin-validated.ts';

const at = (exchange: Answered, url: string): Answered => ({
  ...exchange,
  request: { ...exchange.request, url },
});
const stream = answered(200, { headers: [['content-type', 'text/event-stream']], body: ': open' });
const LOCAL = 'http://127.0.0.1:3000/mcp';

it('passes whatever refuses', () => {
  expect(check.judge({ post: at(answered(403), LOCAL), get: answered(405) }).kind).toBe('ok');
  expect(check.judge({ post: at(answered(400), LOCAL), get: answered(200, { body: '<html>' }) }).kind).toBe(
    'ok',
  );
});

it('fails a local server that serves a foreign page, by POST or by GET', () => {
  const violation = { kind: 'violation' };
  expect(check.judge({ post: at(served(), LOCAL), get: answered(405) })).toMatchObject(violation);
  expect(check.judge({ post: at(answered(403), LOCAL), get: stream })).toMatchObject(violation);
});

it('only warns of a public server over https, but not of one over http', () => {
  const get = answered(405);
  const judge = (url: string) => check.judge({ post: at(served(), url), get });
  expect(judge('https://mcp.example/mcp')).toMatchObject({ kind: 'violation', tolerated: true });
  expect(judge('http://mcp.example/mcp')).not.toHaveProperty('tolerated');
  expect(judge('https://localhost/mcp')).not.toHaveProperty('tolerated');
});
