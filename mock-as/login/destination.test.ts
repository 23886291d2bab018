import { expect, test } from 'vitest';
import { destinationOf, formTarget } from './destination.ts';

test.each([
  ['http://127.0.0.1:8976/callback', 'loopback', '127.0.0.1:8976', 'http://127.0.0.1:8976'],
  ['http://127.8.9.1/callback', 'loopback', '127.8.9.1', 'http://127.8.9.1'],
  ['http://localhost:6274/callback', 'loopback', 'localhost:6274', 'http://localhost:6274'],
  ['http://[::1]:6274/callback', 'loopback', '[::1]:6274', 'http:'],
  ['https://client.example/a?b', 'web', 'client.example', 'https://client.example'],
  ['https://localhost.example/', 'web', 'localhost.example', 'https://localhost.example'],
  ['https://a;frame-ancestors/', 'web', 'a;frame-ancestors', 'https:'],
  ['https://bücher.example/', 'web', 'xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
  ['cursor://anysphere.cursor/callback', 'app', 'cursor:', 'cursor:'],
  ['com.example.app:/callback', 'app', 'com.example.app:', 'com.example.app:'],
])('%s', (redirectUri, kind, name, target) => {
  expect(destinationOf(redirectUri)).toEqual({ kind, name });
  expect(formTarget(redirectUri)).toBe(target);
});
