import { describe, expect, it } from 'vitest';
import { checkAddress, checkEndpoints } from './addresses.ts';
import type { Session } from './parts.ts';

const session = { url: 'https://192.168.7.7/mcp' } as Session;

describe('where a document may send the client', () => {
  it.each([
    'http://127.0.0.1:1/',
    'http://localhost:1/',
    'http://[::1]:1/',
    'https://192.168.7.7/metadata',
    'https://93.184.215.14/',
  ])('to %s', async (url) => {
    await expect(checkAddress(session, url)).resolves.toBeUndefined();
  });

  it.each([
    'http://0.0.0.0:1/',
    'https://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'https://192.168.7.8/',
    // Other spellings of internal addresses.
    'https://0x7f000002/',
    'http://[::ffff:10.0.0.1]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
  ])('not to %s', async (url) => {
    await expect(checkAddress(session, url)).rejects.toThrow(/internal address/);
  });
});

describe('endpoints', () => {
  const server = { issuer: 'https://as.example', authorization_endpoint: 'https://as.example/authorize' };

  it.each(['https://as.example/token', 'http://127.0.0.1:1/token', 'http://localhost/token'])(
    'may be %s',
    (token_endpoint) => {
      expect(() => checkEndpoints({ ...server, token_endpoint })).not.toThrow();
    },
  );

  it.each(['http://as.example/token', 'http://0.0.0.0/token', 'ftp://127.0.0.1/token'])(
    'may not be %s',
    (token_endpoint) => {
      expect(() => checkEndpoints({ ...server, token_endpoint })).toThrow(/not https/);
    },
  );
});
