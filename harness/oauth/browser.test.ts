import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRecorder, type Recorder } from '../http/recorder.ts';
import { createRedactor } from '../http/redact.ts';
import { browserWith, openBrowser } from './browser.ts';

/** Sets two cookies at `/set`, and elsewhere tells which ones came. */
const server = createServer((request, response) => {
  if (request.url === '/set') {
    const cookies = ['a=1; Path=/; HttpOnly; SameSite=Lax', 'b=2; Path=/deep'];
    response.writeHead(303, { 'set-cookie': cookies, location: '/deep/shown' }).end();
  } else if (request.url === '/away') response.writeHead(302, { location: '/held?code=1' }).end();
  else response.end(`${request.headers['sec-fetch-site'] ?? ''} ${request.headers.cookie ?? 'none'}`);
});
let base: string;
let recorder: Recorder;

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  recorder = createRecorder({ redactor: createRedactor() });
});
afterAll(async () => {
  await recorder.close();
  await new Promise((closed) => server.close(closed));
});

const open = () => openBrowser((outgoing) => recorder.send(outgoing, 'test'));
const at = (path: string) => ({ url: base + path, redirectUris: [`${base}/held`] });

it('keeps cookies between two ways, and tells where it ended', async () => {
  const browser = open();
  const first = await browser.go(at('/set'));
  expect(first).toMatchObject({ end: 'page', url: `${base}/deep/shown` });
  expect(first.reply.text).toBe('none b=2; a=1');
  expect((await browser.go(at('/else'))).reply.text).toBe('none a=1');
  expect(browser.cookies()).toEqual([
    { name: 'a', value: '1', secure: false, httpOnly: true, sameSite: 'lax', path: '/', hostOnly: true },
    { ...{ name: 'b', value: '2', secure: false, httpOnly: false }, path: '/deep', hostOnly: true },
  ]);
});

it('is copied without a cookie, or with another value, and leaves the first as it was', async () => {
  const browser = open();
  await browser.go(at('/set'));
  const without = browser.copy(({ name, value }) => (name === 'a' ? undefined : value));
  const other = browser.copy(({ name, value }) => (name === 'a' ? '9' : value));
  expect((await without.go(at('/deep/x'))).reply.text).toBe('none b=2');
  expect((await other.go(at('/x'))).reply.text).toBe('none a=9');
  expect((await browser.go(at('/x'))).reply.text).toBe('none a=1');
});

it('does not visit the place where it ends, and says what it is told to of where it comes from', async () => {
  const { end, callback } = await open().go(at('/away'));
  expect([end, callback?.search]).toEqual(['callback', '?code=1']);
  const told = await open().go({ ...at('/x'), headers: [['sec-fetch-site', 'cross-site']] });
  expect(told.reply.text).toBe('cross-site none');
});

it('goes on with the cookies of another browser, at the hosts that they are for', async () => {
  const flags = { secure: false, httpOnly: true, path: '/' };
  const cookies = [
    { name: 'here', value: '1', domain: '127.0.0.1', ...flags },
    { name: 'there', value: '2', domain: '.example.com', ...flags },
  ];
  const browser = browserWith(cookies, (outgoing) => recorder.send(outgoing, 'test'));
  expect((await browser.go(at('/x'))).reply.text).toBe('none here=1');
});
