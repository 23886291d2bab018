import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../harness/contract.ts';
import { exchangeWith } from '../sample.test-helper.ts';
import { cut, jsonForScript, pack } from './pack.ts';

function exhibit(exchange: Exchange) {
  return { exchange, label: '', marks: {} };
}

function withBody(id: string, body: string): Exchange {
  return exchangeWith(id, 200, { response: { status: 200, headers: [], body } });
}

describe('pack', () => {
  it('holds each text and each exchange once', () => {
    const [one, two] = [exhibit(exchangeWith('x1', 401)), exhibit(exchangeWith('x2', 401))];
    const { texts, headers, exchanges, exhibits } = pack([[one, two], [two]], []);
    expect(new Set(texts).size).toBe(texts.length);
    expect(headers).toHaveLength(2);
    expect(exchanges.map(({ id }) => id)).toEqual(['x1', 'x2']);
    expect(exhibits.map((group) => group.map(([index]) => index))).toEqual([[0, 1], [1]]);
  });

  it('says again what was sent', () => {
    const { texts, headers, exchanges } = pack([[exhibit(exchangeWith('x1', 401))]], []);
    const [first] = exchanges;
    const lines = (headers[first?.responseHeaders ?? -1] ?? []).map((index) => texts[index]);
    expect(lines).toEqual(['Content-Type', 'application/json', 'WWW-Authenticate', 'Bearer realm="mcp"']);
    expect(texts[first?.responseBody ?? -1]).toBe('{"error":"unauthorized"}');
    expect(texts[first?.url ?? -1]).toBe('http://127.0.0.1:10000/web-search/mcp');
  });

  it('leaves out bodies beyond the limit, those of findings last', () => {
    const groups = [[exhibit(withBody('x1', 'a'.repeat(60)))], [exhibit(withBody('x2', 'b'.repeat(60)))]];
    const { exchanges } = pack(groups, [1], { bodies: 110, body: 100 });
    expect(exchanges.map(({ id, responseBody }) => [id, responseBody === -1])).toEqual([
      ['x2', false],
      ['x1', true],
    ]);
  });

  it('cuts an address that is too long', () => {
    const exchange = exchangeWith('x1', 200);
    const url = `http://h/${'a'.repeat(100_000)}`;
    const { texts } = pack([[exhibit({ ...exchange, request: { ...exchange.request, url } })]], []);
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThan(9_000);
    expect(cut('abc', 2)).toMatch(/^ab … \(cut here/);
  });
});

describe('jsonForScript', () => {
  it('can neither end the element nor begin a comment, and says the same', () => {
    const data = { text: '</script><!--<script>&amp;\u2028\uD800' };
    const json = jsonForScript(data);
    expect(json).not.toMatch(/[<>&\u2028\uD800-\uDFFF]/);
    expect(JSON.parse(json)).toEqual(data);
  });
});
