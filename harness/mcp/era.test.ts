import { describe, expect, it } from 'vitest';
import type { Answered, Json, Revision } from '../contract.ts';
import { answered } from '../exchange.test-helper.ts';
import { detectRevision } from './era.ts';
import type { Operation } from './wire.ts';

type Responder = (revision: Revision, operation: Operation) => { status: number; body?: Json | string };

function against(respond: Responder) {
  return detectRevision((revision, operation) => {
    const request = { jsonrpc: '2.0', id: 1, method: operation.method };
    const { status, body } = respond(revision, operation);
    return Promise.resolve<Answered>(answered(status, { request, ...(body === undefined ? {} : { body }) }));
  });
}

const result = (value: Json) => ({ status: 200, body: { jsonrpc: '2.0', id: 1, result: value } });
const error = (status: number, code: number, data?: Json) => ({
  status,
  body: { jsonrpc: '2.0', id: 1, error: { code, message: '', ...(data === undefined ? {} : { data }) } },
});

describe('detectRevision', () => {
  it('takes a DiscoverResult that lists the revision', async () => {
    expect(await against(() => result({ supportedVersions: ['2026-07-28', '2030-01-01'] }))).toEqual({
      revision: '2026-07-28',
    });
  });

  it('does not take an old server without sessions, which answers anything, for a modern one', async () => {
    const old: Responder = (_, { method }) =>
      method === 'initialize' ? result({ protocolVersion: '2025-06-18' }) : result({ tools: [] });
    expect(await against(old)).toEqual({ revision: '2025-06-18' });
  });

  it('reads the body of the 400: a modern error names what is supported', async () => {
    expect(await against(() => error(400, -32022, { supported: ['2026-07-28'] }))).toEqual({
      revision: '2026-07-28',
    });
    expect(await against(() => error(400, -32020))).toEqual({ revision: '2026-07-28' });
  });

  it('falls back to initialize after any other refusal', async () => {
    for (const refusal of [
      error(400, -32000),
      error(404, -32601),
      { status: 400, body: 'Bad Request' },
      { status: 405 },
    ]) {
      const era = await against((_, { method }) =>
        method === 'initialize' ? result({ protocolVersion: '2025-11-25' }) : refusal,
      );
      expect(era).toEqual({ revision: '2025-11-25' });
    }
  });

  it('says so when it cannot tell', async () => {
    const era = await against(() => ({ status: 401 }));
    expect(era.revision).toBe('2025-11-25');
    expect(era.note).toContain('--token');
  });

  it('judges a server of an older revision by the nearest text and says so', async () => {
    const era = await against((_, { method }) =>
      method === 'initialize' ? result({ protocolVersion: '2024-11-05' }) : { status: 400 },
    );
    expect(era.revision).toBe('2025-03-26');
    expect(era.note).toContain('2024-11-05');
  });
});
