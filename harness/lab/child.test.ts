import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChildTrouble, startChild, type ChildOptions } from './child.ts';
import { isAlive } from './is-alive.test-helper.ts';
import { freePort } from './ports.ts';

let folder: string;
let options: ChildOptions;

/** A shell command that runs JavaScript with this Node. */
const script = (code: string) => `"${process.execPath}" -e "${code.replaceAll('"', '\\"')}"`;
const LISTEN = `require('net').createServer().listen(Number(process.env.PORT), '127.0.0.1')`;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'child-'));
  const port = await freePort();
  options = { command: '', env: { PORT: String(port) }, host: '127.0.0.1', port, startTimeoutMs: 10_000 };
});

afterEach(() => rm(folder, { recursive: true }));

describe('startChild', () => {
  it('waits until the child listens, keeps its output redacted, and ends it', async () => {
    const logFile = join(folder, 'server.log');
    const command = script(`console.log('secret ' + process.pid); ${LISTEN}`);
    const child = await startChild({
      ...options,
      command,
      logFile,
      redact: (line) => line.replace('secret', '‹hidden›'),
    });
    await child.stop();
    const log = await expectEventually(
      () => readFile(logFile, 'utf8'),
      (text) => text.includes('\n'),
    );
    expect(log).toMatch(/^‹hidden› \d+/);
    expect(isAlive(Number(/\d+/.exec(log)?.[0]))).toBe(false);
  });

  it('ends the children of the child too, even those that ignore SIGTERM', async () => {
    const grandchild = `process.on('SIGTERM', () => {}); console.log('pid ' + process.pid); setInterval(() => {}, 1000); ${LISTEN}`;
    const file = join(folder, 'grandchild.cjs');
    const { writeFile } = await import('node:fs/promises');
    await writeFile(file, grandchild);
    const logFile = join(folder, 'server.log');
    const child = await startChild({
      ...options,
      logFile,
      command: `"${process.execPath}" "${file}" & wait`,
    });
    await child.stop();
    const pid = Number(/pid (\d+)/.exec(await readFile(logFile, 'utf8'))?.[1]);
    expect(pid).toBeGreaterThan(0);
    await expectEventually(
      async () => isAlive(pid),
      (alive) => !alive,
    );
  });

  it('says how a command ended that never listened, with its last words', async () => {
    const command = script(`console.error('no such database'); process.exit(3)`);
    const trouble = startChild({ ...options, command });
    await expect(trouble).rejects.toThrow(ChildTrouble);
    await expect(trouble).rejects.toThrow(/exit code 3.*no such database/);
  });

  it('gives up on a command that does not listen in time, and ends it', async () => {
    const command = script(`setInterval(() => {}, 1000)`);
    await expect(startChild({ ...options, command, startTimeoutMs: 200 })).rejects.toThrow(
      /did not listen on 127\.0\.0\.1:\d+.*PORT/,
    );
  });

  it('says when the port is taken', async () => {
    const other = createServer().listen(options.port, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    await expect(startChild({ ...options, command: script(LISTEN) })).rejects.toThrow(/already in use/);
    other.close();
  });

  it('stops waiting when the run is interrupted', async () => {
    const aborter = new AbortController();
    const starting = startChild({
      ...options,
      command: script(`setInterval(() => {}, 1000)`),
      signal: aborter.signal,
    });
    aborter.abort();
    await expect(starting).rejects.toThrow();
  });
});

/** Looks again until it holds; the test's own time limit ends a vain wait. */
async function expectEventually<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
