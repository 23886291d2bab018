import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createRecorder } from '../http/recorder.ts';
import { createRedactor } from '../http/redact.ts';
import { startCallbackListener } from './callback-listener.ts';
import { createBrowserLogin } from './login-browser.ts';

const request = (state: string, redirectUri: string) => ({
  url: `https://auth.example.com/authorize?state=${state}`,
  redirectUris: [redirectUri],
});

describe('the way back from a browser', () => {
  it('is a page on loopback that nobody else is told of', async () => {
    const listener = await startCallbackListener();
    const seen: URL[] = [];
    const stop = listener.onReturn((url) => seen.push(url));
    const answer = await fetch(`${listener.redirectUri}?code=abc`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await fetch(new URL('/else', listener.redirectUri))).status).toBe(404);
    stop();
    await fetch(`${listener.redirectUri}?code=later`);
    expect(seen.map(({ search }) => search)).toEqual(['?code=abc']);
    await listener.close();
  });

  it('says so when the port is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    await expect(startCallbackListener(port)).rejects.toThrow(
      `The callback port ${port} cannot be listened on: another program listens there`,
    );
    squatter.close();
  });
});

describe('a login by a person', () => {
  it('takes the return of its own flow, not that of an old tab, and tells what it waits for', async () => {
    const callback = await startCallbackListener();
    const recorder = createRecorder({ redactor: createRedactor() });
    const told: string[] = [];
    const login = createBrowserLogin({
      recorder,
      callback,
      tell: (text) => told.push(text),
      open: (url) => {
        const own = new URL(url).searchParams.get('state');
        void fetch(`${callback.redirectUri}?state=old&code=stale-code-of-an-old-tab`).then(() =>
          fetch(`${callback.redirectUri}?state=${own}&code=fresh-code-of-this-flow`),
        );
      },
    });
    const visit = await login.visit(request('mine', callback.redirectUri), 'test');
    expect(visit.end).toBe('callback');
    expect(visit.callback?.searchParams.get('code')).toBe('fresh-code-of-this-flow');
    expect(told[0]).toMatch(/\d+ s left/);
    expect(JSON.stringify(recorder.exchanges)).not.toContain('fresh-code-of-this-flow');
    await Promise.all([callback.close(), recorder.close()]);
  });

  it('ends when nobody comes back in time', async () => {
    const callback = await startCallbackListener();
    const recorder = createRecorder({ redactor: createRedactor() });
    const login = createBrowserLogin({
      recorder,
      callback,
      tell: () => undefined,
      open: () => undefined,
      timeoutMs: 20,
    });
    await expect(login.visit(request('mine', callback.redirectUri), 'test')).rejects.toMatchObject({
      outcome: 'inconclusive',
      message: expect.stringContaining('Nobody came back') as string,
    });
    await Promise.all([callback.close(), recorder.close()]);
  });
});
