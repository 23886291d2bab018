/** What `mock-as` starts beside the mock: the control plane, and the file that keeps the state. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CONTROL_SECRET } from '../../cli/control.ts';
import { createControlClient } from '../../mock-as/index.ts';
import { run, start, temporaryFolder, type RunOptions } from './command-line.ts';

interface Ready {
  urls: { environment: string };
  control?: { url: string; secret: string };
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

async function startMock(flags: string[], options: RunOptions = {}) {
  const mock = start(['mock-as', '--json', ...flags], options);
  const ready = JSON.parse(await mock.printed('stdout', '\n')) as Ready;
  return {
    ready,
    client: createControlClient(ready.control?.url ?? '', ready.control?.secret ?? ''),
    async end(signal: NodeJS.Signals = 'SIGTERM') {
      mock.process.kill(signal);
      return mock.ended;
    },
  };
}

it('prints where the control plane is and its secret', async () => {
  const mock = start(['mock-as']);
  const text = await mock.printed('stdout', 'Ctrl-C');
  mock.process.kill('SIGTERM');
  const [, url = ''] = /control +(http:\S+)/.exec(text) ?? [];
  const [, secret = ''] = /control secret +(\S+)/.exec(text) ?? [];
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/__control\/v1$/);
  expect(secret.length).toBeGreaterThan(40);
  expect((await mock.ended).code).toBe(0);
});

it('leaves it out with --no-control', async () => {
  const mock = start(['mock-as', '--json', '--no-control']);
  const ready = JSON.parse(await mock.printed('stdout', '\n')) as Ready;
  mock.process.kill('SIGTERM');
  expect(ready).not.toHaveProperty('control');
  await mock.ended;
});

it('takes the secret from the environment, and refuses one that is short', async () => {
  const secret = 'a-secret-of-my-own-choice';
  const mock = await startMock([], { env: { [CONTROL_SECRET]: secret } });
  expect(mock.ready.control?.secret).toBe(secret);
  expect((await mock.client.info()).profile).toBe('scalekit');
  await mock.end();
  const { code, stderr } = await run(['mock-as'], { env: { [CONTROL_SECRET]: 'hunter2' } });
  expect(stderr).toMatch(/at least 16 letters/);
  expect(stderr).not.toContain('hunter2');
  expect(code).toBe(2);
});

it('a port of the control plane that is in use ends in a line', async () => {
  const mock = await startMock([]);
  const { port } = new URL(mock.ready.control?.url ?? '');
  const { code, stderr } = await run(['mock-as', '--control-port', port]);
  await mock.end();
  expect(stderr).toMatch(new RegExp(`${port}.* in use`));
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(code).toBe(2);
});

it('--state goes on where it was: the same address, keys, clients and tokens', async () => {
  const path = join(folder.path, 'state.json');
  const first = await startMock(['--state', path]);
  const token = await first.client.mint({ subject: 'usr_kept' });
  const keys = await first.client.jwks();
  await first.end();

  const second = await startMock(['--state', path]);
  expect(second.ready.urls).toEqual(first.ready.urls);
  expect(await second.client.jwks()).toEqual(keys);
  expect((await second.client.tokens.find(token))?.active).toBe(true);

  // What happened is written when it happens, so that a power cut loses little.
  const { kid } = await second.client.rotateKeys();
  await expect.poll(() => readFile(path, 'utf8'), { timeout: 5_000 }).toContain(kid);
  await second.end('SIGKILL');
  const third = await startMock(['--state', path]);
  expect((await third.client.jwks()).keys[0]?.kid).toBe(kid);
  await third.end();
});

it('a state file that is none ends in a line that names it, and stays', async () => {
  const path = join(folder.path, 'state.json');
  for (const content of ['{"version":', '{"version":1}', '']) {
    await writeFile(path, content);
    const { code, stderr } = await run(['mock-as', '--state', path]);
    expect(stderr).toMatch(/state/);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
    expect(await readFile(path, 'utf8')).toBe(content);
  }
});

it('a state file that cannot be written ends in a line before anything is lost', async () => {
  const { code, stderr } = await run(['mock-as', '--state', join(folder.path, 'none', 'state.json')]);
  expect(stderr).toMatch(/cannot be written to .*none/);
  expect(code).toBe(2);
});
