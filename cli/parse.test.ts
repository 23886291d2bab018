import { describe, expect, it } from 'vitest';
import { call, environmentVariable, milliseconds, oneOf, port, reporter, targetUrl } from './parse.ts';

describe('targetUrl', () => {
  it.each(['https://example.com/mcp', 'http://127.0.0.1:{port}/mcp', 'HTTP://[::1]:3000/'])(
    'takes %s',
    (url) => {
      expect(targetUrl(url)).toBe(url);
    },
  );

  it.each([
    ['example.com/mcp', 'https://example.com/mcp'],
    ['localhost:3000/mcp', 'http://localhost:3000/mcp'],
    ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ])('proposes a scheme for %s', (given, proposed) => {
    expect(() => targetUrl(given)).toThrow(`Did you mean ${proposed} ?`);
  });

  it.each(['ftp://example.com/', 'mcp', '', 'https://', 'https://exa mple.com'])('refuses %j', (given) => {
    expect(() => targetUrl(given)).toThrow(/is not an http or https URL/);
  });

  it('refuses credentials without repeating them', () => {
    expect(() => targetUrl('https://user:pa55word@example.com/')).toThrow(
      /^(?!.*pa55word).*user or a password/,
    );
  });

  it('refuses a fragment', () => {
    expect(() => targetUrl('https://example.com/mcp#top')).toThrow('#top');
  });
});

describe('values of flags', () => {
  it('reads KEY=VALUE up to the first =', () => {
    expect(environmentVariable('URL=http://x/?a=b', { PORT: '1' })).toEqual({
      PORT: '1',
      URL: 'http://x/?a=b',
    });
    expect(environmentVariable('EMPTY=')).toEqual({ EMPTY: '' });
    expect(() => environmentVariable('=x')).toThrow('KEY=VALUE');
    expect(() => environmentVariable('x')).toThrow('KEY=VALUE');
  });

  it('reads milliseconds with and without a unit', () => {
    expect(['1500', '1500ms', '1.5s'].map(milliseconds)).toEqual([1500, 1500, 1500]);
    for (const wrong of ['0', '-5', 'soon', '5h', '1e9', ''])
      expect(() => milliseconds(wrong)).toThrow('10s');
  });

  it('reads a port', () => {
    expect(['0', '65535'].map(port)).toEqual([0, 65_535]);
    for (const wrong of ['65536', '-1', 'http', '1.5', '']) expect(() => port(wrong)).toThrow('65535');
  });

  it('reads a tool call with arguments and scopes', () => {
    expect(call('whoami')).toEqual([{ tool: 'whoami', arguments: {} }]);
    expect(call('search={"query":"a@b=c"}@search:read+profile', call('whoami'))).toEqual([
      { tool: 'whoami', arguments: {} },
      { tool: 'search', arguments: { query: 'a@b=c' }, scopes: ['search:read', 'profile'] },
    ]);
    for (const wrong of ['', '={}', 'search=[]', 'search={"query"}', 'search='])
      expect(() => call(wrong)).toThrow();
  });

  it('reads a reporter with and without a path', () => {
    expect(reporter('junit=out/a=b.xml', reporter('terminal'))).toEqual([
      { name: 'terminal' },
      { name: 'junit', path: 'out/a=b.xml' },
    ]);
    expect(() => reporter('junit=')).toThrow('no path');
  });

  it('proposes a known value', () => {
    expect(oneOf('reporter', 'junit', ['json', 'junit'])).toBe('junit');
    expect(() => oneOf('reporter', 'junitt', ['json', 'junit'])).toThrow('Did you mean junit?');
    expect(() => oneOf('reporter', 'pdf', ['json', 'junit'])).toThrow('Known: json, junit.');
  });
});
