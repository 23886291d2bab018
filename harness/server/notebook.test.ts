import { describe, expect, it } from 'vitest';
import { answered, served } from '../exchange.test-helper.ts';
import { callTool, type Operation } from '../mcp/wire.ts';
import { findNotebook, shows } from './notebook.ts';
import { toolsOf } from './protection.ts';

const text = { type: 'string' };
const LISTING = served({
  tools: [
    { name: 'remove', annotations: { destructiveHint: true, openWorldHint: false }, inputSchema: {} },
    {
      name: 'send_mail',
      annotations: { destructiveHint: false, openWorldHint: true },
      inputSchema: { properties: { text }, required: ['text'] },
    },
    {
      name: 'add_note',
      annotations: { destructiveHint: false, openWorldHint: false },
      inputSchema: { properties: { text, color: { enum: ['red'] } }, required: ['text', 'color'] },
    },
    { name: 'weather', annotations: { readOnlyHint: true }, inputSchema: {} },
    { name: 'list_notes', annotations: { readOnlyHint: true }, inputSchema: {} },
  ],
});

/** A server that keeps notes, and counts what it is asked. */
function notes(keeps = true) {
  const kept: unknown[] = [];
  const called: unknown[] = [];
  const send = ({ params }: Operation) => {
    called.push(params?.['name']);
    if (params?.['name'] === 'add_note' && keeps) kept.push(params['arguments'] ?? null);
    const shown = params?.['name'] === 'list_notes' ? JSON.stringify(kept) : '';
    return Promise.resolve(served({ content: [{ type: 'text', text: shown }] }));
  };
  return { send, called };
}

describe('findNotebook', () => {
  it('finds the tool that keeps a text and the one that shows it', async () => {
    const { send, called } = notes();
    const { read, write } = await findNotebook(toolsOf(LISTING), send);
    expect(read).toEqual(callTool('list_notes'));
    expect(write('x')).toEqual(callTool('add_note', { text: 'x', color: 'red' }));
    expect(called).not.toContain('send_mail');
    expect(called).not.toContain('remove');
  });

  it('does not apply where nothing that is kept can be seen', async () => {
    const looking = findNotebook(toolsOf(LISTING), notes(false).send);
    await expect(looking).rejects.toMatchObject({ outcome: 'not-applicable' });
  });
});

describe('shows', () => {
  it('looks into the body', () => {
    expect(shows(answered(200, { body: 'a note' }), 'note')).toBe(true);
    expect(shows(answered(200, { body: 'a note' }), 'other')).toBe(false);
  });
});
