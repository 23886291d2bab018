import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startControlled } from './control.test-helper.ts';
import { startControlPlane } from './index.ts';
import type { NumberedEntry } from './wire.ts';

let controlled: Awaited<ReturnType<typeof startControlled>>;
beforeAll(async () => {
  controlled = await startControlled();
});
afterAll(() => controlled[Symbol.asyncDispose]());
beforeEach(() => controlled.mock.traffic.clear());

const visit = async (name: string) => {
  await (await fetch(`${controlled.mock.urls.environment}/${name}`)).text();
};
const targets = (entries: readonly NumberedEntry[]) => entries.map((entry) => entry.request.target);

/** An open stream of events, as its text grows. */
async function openStream(path = '/traffic/events', headers: Record<string, string> = {}, url?: string) {
  const { control } = controlled;
  const outgoing = request((url ?? control.url) + path, {
    headers: { authorization: `Bearer ${control.secret}`, ...headers },
    agent: false,
  }).end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  response.on('error', () => undefined);
  const until = async (wanted: RegExp) => {
    while (!wanted.test(text)) await once(response, 'data');
    return text;
  };
  return { response, until, close: () => outgoing.destroy() };
}

describe('traffic as JSON', () => {
  it('comes oldest first, in pages, and nothing twice', async () => {
    for (const name of ['a', 'b', 'c']) await visit(name);
    const { client } = controlled;
    const all = await client.traffic.list();
    expect(targets(all)).toEqual(['/a', '/b', '/c']);
    const [first] = await client.traffic.list({ limit: 1 });
    expect(first).toEqual(all[0]);
    expect(targets(await client.traffic.list({ since: first?.sequence ?? 0 }))).toEqual(['/b', '/c']);
    expect(await client.traffic.list({ since: all.at(-1)?.sequence ?? 0 })).toEqual([]);
    // A number from before a restart.
    expect(await client.traffic.list({ since: 1_000_000 })).toEqual(all);
    await client.traffic.clear();
    expect(await client.traffic.list()).toEqual([]);
  });

  it('misses no exchange that began before another and ended after it', async () => {
    await using slow = await controlled.mock.outage({ mode: 'hang', endpoint: 'jwks' });
    const began = fetch(controlled.mock.urls.jwks).catch(() => undefined);
    await expect.poll(() => slow.affected).toBe(1);
    await visit('quick');
    const [quick] = await controlled.client.traffic.list();
    await slow.end();
    await began;
    await expect.poll(() => controlled.mock.traffic.list().length).toBe(2);
    const [late] = await controlled.client.traffic.list({ since: quick?.sequence ?? 0 });
    expect(late?.request.target).toBe('/keys');
    expect(late?.id).toBeLessThan(quick?.id ?? 0);
  });

  it('knows what was there before the control plane', async () => {
    await visit('before');
    await using later = await startControlPlane(controlled.mock, { secret: controlled.control.secret });
    const { response, until, close } = await openStream('/traffic/events', {}, later.url);
    expect(response.statusCode).toBe(200);
    expect(await until(/\n\n.*\n\n/s)).toContain('id: 1\nevent: exchange\ndata: {');
    close();
  });
});

describe('traffic as events', () => {
  it('begins with what is kept and goes on with what comes', async () => {
    await visit('kept');
    const { response, until, close } = await openStream();
    expect(response.headers['content-type']).toBe('text/event-stream');
    expect(response.headers['cache-control']).toBe('no-store');
    await until(/\/kept/);
    await visit('fresh');
    expect(await until(/\/fresh/)).toMatch(/^retry: \d+\n\nid: \d+\nevent: exchange\ndata: \{.*\}\n\nid: /);
    close();
  });

  it('goes on after the last event that the reader had', async () => {
    await visit('one');
    await visit('two');
    const [one] = await controlled.client.traffic.list();
    for (const [path, headers] of [
      ['/traffic/events', { 'last-event-id': String(one?.sequence) }],
      [`/traffic/events?since=${one?.sequence ?? 0}`, {}],
      ['/traffic/events?since=0', { 'last-event-id': String(one?.sequence) }],
    ] as [string, Record<string, string>][]) {
      const { until, close } = await openStream(path, headers);
      expect(await until(/\/two/)).not.toContain('/one');
      close();
    }
  });

  it('shows that it is alive while nothing happens', async () => {
    await using lively = await startControlPlane(controlled.mock, {
      heartbeatMs: 5,
      secret: controlled.control.secret,
    });
    const { until, close } = await openStream('/traffic/events?since=0', {}, lively.url);
    expect(await until(/(: here\n\n){2}/)).toBeDefined();
    close();
  });

  it('is open to so many readers, and to others when these have gone', async () => {
    const open = await Promise.all(Array.from({ length: 32 }, () => openStream()));
    const refused = await openStream();
    expect(refused.response.statusCode).toBe(503);
    expect(refused.response.headers['retry-after']).toBe('5');
    for (const { close } of open) close();
    await expect
      .poll(async () => {
        const again = await openStream();
        again.close();
        return again.response.statusCode;
      })
      .toBe(200);
  });

  it('ends with the control plane', async () => {
    const short = await startControlPlane(controlled.mock, { secret: controlled.control.secret });
    const { response } = await openStream('/traffic/events', {}, short.url);
    const ended = new Promise((resolve) => response.on('close', resolve));
    await short.close();
    await ended;
  });
});

describe('the client', () => {
  it('hears of each exchange from now on, and of none when it has stopped', async () => {
    await visit('before');
    const heard: NumberedEntry[] = [];
    const stop = await controlled.client.traffic.onEntry((entry) => heard.push(entry));
    for (const name of ['x', 'y', 'z']) await visit(name);
    await expect.poll(() => targets(heard)).toEqual(['/x', '/y', '/z']);
    expect(heard).toEqual(await controlled.client.traffic.list({ since: (heard[0]?.sequence ?? 0) - 1 }));
    stop();
    await visit('after');
    const stopAgain = await controlled.client.traffic.onEntry(() => undefined);
    stopAgain();
    expect(targets(heard)).not.toContain('/after');
  });

  it('comes back by itself where it left off', async () => {
    const { mock } = controlled;
    const secret = controlled.control.secret;
    const first = await startControlPlane(mock, { secret });
    const { createControlClient } = await import('./client/index.ts');
    const heard: NumberedEntry[] = [];
    const stop = await createControlClient(first.url, secret).traffic.onEntry((entry) => heard.push(entry));
    await visit('p');
    await expect.poll(() => targets(heard)).toEqual(['/p']);
    await first.close();
    await visit('q');
    await using second = await startControlPlane(mock, { secret, port: Number(new URL(first.url).port) });
    await expect.poll(() => targets(heard), { timeout: 5_000 }).toEqual(['/p', '/q']);
    stop();
    expect(second.url).toBe(first.url);
  });
});
