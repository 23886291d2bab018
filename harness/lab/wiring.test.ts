import { describe, expect, it } from 'vitest';
import { fillPlaceholders } from './wiring.ts';

describe('fillPlaceholders', () => {
  it('fills what it knows and leaves other braces alone', () => {
    const filled = fillPlaceholders(`node s.js --port {port} --json '{"a":1}' {PORT}`, { port: '4000' });
    expect(filled).toBe(`node s.js --port 4000 --json '{"a":1}' {PORT}`);
  });

  it('names an unknown placeholder and the known ones', () => {
    expect(() => fillPlaceholders('x {prot}', { port: '1', jwks: 'u' })).toThrow(
      /Unknown placeholder \{prot\}.*\{port\} \{jwks\}/,
    );
  });

  it('takes a value as it is, even one that looks like a placeholder or a replacement pattern', () => {
    expect(fillPlaceholders('{client_secret}', { client_secret: '$&{port}' })).toBe('$&{port}');
  });
});
