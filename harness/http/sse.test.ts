import { describe, expect, it } from 'vitest';
import { parseEvents } from './sse.ts';

const data = (body: string) => parseEvents(body).map((event) => event.data);

describe('an event stream (HTML Living Standard §9.2.6)', () => {
  it('takes CR, LF and CRLF as line ends, mixed', () => {
    expect(data('data: a\n\ndata: b\r\rdata: c\r\n\r\ndata: d\r\n\n')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('joins several data lines, and drops one space only', () => {
    expect(data('data: a\ndata:b\ndata\ndata:  c\n\n')).toEqual(['a\nb\n\n c']);
  });

  it('skips a byte order mark, comments, unknown fields and events without data', () => {
    expect(data('\uFEFFdata: a\n: ping\nretry: 5\nfoo: bar\n\nevent: x\n\ndata:\n\ndata: b\n\n')).toEqual([
      'a',
      'b',
    ]);
  });

  it('keeps type and id', () => {
    expect(
      parseEvents('id: 1\nevent: endpoint\ndata: a\n\ndata: b\n\nid\ndata: c\n\nid: x\0\ndata: d\n\n'),
    ).toEqual([
      { type: 'endpoint', data: 'a', lastEventId: '1' },
      { type: 'message', data: 'b', lastEventId: '1' },
      { type: 'message', data: 'c', lastEventId: '' },
      { type: 'message', data: 'd', lastEventId: '' },
    ]);
  });

  it('does not dispatch an event that no blank line ends', () => {
    expect(data('data: a\n\ndata: b\n')).toEqual(['a']);
    expect(data('data: a')).toEqual([]);
    expect(data('')).toEqual([]);
  });

  it('keeps a colon in the value', () => {
    expect(data('data: {"url":"https://x"}\n\n')).toEqual(['{"url":"https://x"}']);
  });
});
