import { describe, expect, it } from 'vitest';
import { callTool, LIST_TOOLS, onTheWire, openingOperation } from './wire.ts';

describe('onTheWire', () => {
  it('mirrors method and name into headers from 2026-07-28 on', () => {
    const { headers, body } = onTheWire('2026-07-28', callTool('search', { q: 'x' }), { id: 3 });
    expect(headers).toContainEqual(['mcp-protocol-version', '2026-07-28']);
    expect(headers).toContainEqual(['mcp-method', 'tools/call']);
    expect(headers).toContainEqual(['mcp-name', 'search']);
    const message = JSON.parse(body) as { params: { _meta: Record<string, unknown> } };
    expect(message.params._meta['io.modelcontextprotocol/protocolVersion']).toBe('2026-07-28');
  });

  it('encodes a name that a header cannot carry', () => {
    const { headers } = onTheWire('2026-07-28', callTool('söka'), { id: 1 });
    expect(headers).toContainEqual(['mcp-name', `=?base64?${Buffer.from('söka').toString('base64')}?=`]);
  });

  it('names the revision in a header between 2025-06-18 and 2025-11-25, but not at initialize', () => {
    expect(onTheWire('2025-06-18', LIST_TOOLS, { id: 1 }).headers).toContainEqual([
      'mcp-protocol-version',
      '2025-06-18',
    ]);
    const opening = onTheWire('2025-11-25', openingOperation('2025-11-25'), { id: 1 });
    expect(opening.headers.map(([name]) => name)).not.toContain('mcp-protocol-version');
    expect(onTheWire('2025-03-26', LIST_TOOLS, { id: 1 }).headers.map(([name]) => name)).not.toContain(
      'mcp-protocol-version',
    );
  });

  it('carries the session, and no id in a notification', () => {
    const { headers, body } = onTheWire(
      '2025-11-25',
      { method: 'notifications/initialized' },
      { sessionId: 's1' },
    );
    expect(headers).toContainEqual(['mcp-session-id', 's1']);
    expect(JSON.parse(body)).toEqual({ jsonrpc: '2.0', method: 'notifications/initialized' });
  });
});
