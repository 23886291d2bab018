import { describe, expect, it } from 'vitest';
import type { Json } from '../../../harness/index.ts';
import check from './cimd-document.ts';

const ID = 'https://client.vendor.org/client.json';
const DOCUMENT = { client_id: ID, client_name: 'A client', redirect_uris: ['http://127.0.0.1/callback'] };

/** A client that asks for authorization under this id. */
function judged(id: string, hosted?: Json): string {
  const authorization = {
    id: 'x1',
    by: 'client/ways-in',
    via: 'mock-as' as const,
    request: {
      method: 'GET',
      url: `http://127.0.0.1:2/authorize?client_id=${encodeURIComponent(id)}`,
      headers: [],
    },
    response: { status: 302, headers: [], body: '' },
    timing: { startedMs: 2, durationMs: 1 },
  };
  const launch = { attempt: 1, startedMs: 1, exitCode: 0, durationMs: 10, output: '', opened: [] };
  const facts: Json = {
    endpoint: '/mcp',
    url: 'http://127.0.0.1:1/mcp',
    issuer: 'http://127.0.0.1:2',
    second: null,
    launches: [launch],
    requests: {},
    notes: hosted === undefined ? {} : { hosted },
  };
  const { kind } = check.judge({ traffic: [authorization], facts });
  return kind;
}

describe('the id of a client that is known by a document', () => {
  it.each([
    ['m2m_123', 'not-applicable'],
    [ID, 'ok'],
    ['https://client.vendor.org/', 'ok'],
    ['https://client.vendor.org', 'violation'],
    ['http://client.vendor.org/client.json', 'violation'],
    [`${ID}#desktop`, 'violation'],
    ['https://user@client.vendor.org/client.json', 'violation'],
    ['https://client.vendor.org/a/../client.json', 'violation'],
    ['https://client.vendor.org/.well-known/client..json', 'ok'],
  ])('%s: %s', (id, kind) => {
    expect(judged(id)).toBe(kind);
  });

  it.each<[string, Json, string]>([
    ['says the same', DOCUMENT, 'ok'],
    ['is about another client', { ...DOCUMENT, client_id: `${ID}?v=2` }, 'violation'],
    ['is of no client', { client_name: 'A client', redirect_uris: [] }, 'violation'],
    ['has no name', { ...DOCUMENT, client_name: '' }, 'violation'],
    ['has no redirect URIs', { ...DOCUMENT, redirect_uris: [] }, 'violation'],
    ['is a list', [DOCUMENT], 'violation'],
  ])('with a document that %s', (_name, hosted, kind) => {
    expect(judged(ID, hosted)).toBe(kind);
  });
});
