import { expect, it } from 'vitest';
import { siteOf } from './third-party.ts';

it('takes hosts of one owner for one, and addresses for themselves', () => {
  expect(siteOf('login.example.com')).toBe(siteOf('auth.example.com'));
  expect(siteOf('login.example.com')).not.toBe(siteOf('login.example.org'));
  expect(siteOf('127.0.0.1')).not.toBe(siteOf('10.0.0.1'));
  expect(siteOf('auth.example.com:8443')).toBe(siteOf('login.example.com'));
  expect(siteOf('localhost')).toBe('localhost');
});

it('takes each port of this machine for a host of its own', () => {
  expect(siteOf('127.0.0.1:9000')).not.toBe(siteOf('127.0.0.1:9001'));
  expect(siteOf('[::1]:9000')).toBe(siteOf('[::1]:9000'));
});
