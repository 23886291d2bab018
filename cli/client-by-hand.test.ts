import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { stepOf } from '../harness/client/steps.ts';
import { lineOf, watchByHand } from './client-by-hand.ts';

function step(request: { method: string; path: string; headers?: [string, string][]; body?: string }) {
  const { method, path, headers = [], body = '' } = request;
  return stepOf(
    {
      id: 'x1',
      by: 'client/ordinary',
      via: 'server',
      request: { method, url: `http://127.0.0.1:1${path}`, headers, body },
      response: { status: 200, headers: [], body: '' },
      timing: { startedMs: 0, durationMs: 1 },
    },
    { endpoint: '/mcp', attempt: 0, facts: undefined },
  );
}

describe('lineOf', () => {
  it('says what was asked for, and what came', () => {
    expect(lineOf(step({ method: 'GET', path: '/.well-known/oauth-protected-resource/mcp' }))).toBe(
      'reads the metadata of the MCP server: GET /.well-known/oauth-protected-resource/mcp, 200',
    );
  });

  it('tells calls with a token from those without, and lets no escape sequence through', () => {
    const body = JSON.stringify({ method: 'tools/list\u001b[2J' });
    const call = { method: 'POST', path: '/mcp', body };
    expect(lineOf(step(call))).toBe('calls the MCP server (tools/list [2J) without a token: POST /mcp, 200');
    const headers: [string, string][] = [['Authorization', 'Bearer ‹access_token:1›']];
    expect(lineOf(step({ ...call, headers }))).toContain('with a token');
  });
});

describe('watchByHand', () => {
  function watch() {
    const keys = new PassThrough();
    const output = new PassThrough({ encoding: 'utf8' });
    return { keys, output, ...watchByHand(output, keys) };
  }

  it('ends with Enter, and shows nothing afterwards', async () => {
    const { keys, output, person } = watch();
    person.begin('http://127.0.0.1:1/mcp');
    person.step(step({ method: 'POST', path: '/mcp' }));
    keys.write('x');
    keys.write('\n');
    await person.over;
    person.step(step({ method: 'DELETE', path: '/mcp' }));
    const shown = String(output.read());
    expect(shown).toContain('http://127.0.0.1:1/mcp');
    expect(shown).toContain('POST /mcp');
    expect(shown).not.toContain('DELETE');
  });

  it('takes one Ctrl-C in place of the run, and only while it waits', async () => {
    const { person, end } = watch();
    expect(end()).toBe(false);
    person.begin('http://127.0.0.1:1/mcp');
    expect(end()).toBe(true);
    await person.over;
    expect(end()).toBe(false);
  });
});
