/** `npm start` runs the command line in a process of its own; a signal reaches it, and its exit code comes back. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isAlive } from '../../harness/lab/is-alive.test-helper.ts';
import { temporaryFolder } from './command-line.ts';

const script = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

/** In a process group of its own, as a terminal starts it. */
function startScript(...args: string[]) {
  const child = spawn(process.execPath, [script, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 50_000,
    killSignal: 'SIGKILL',
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  }
  const ended = new Promise<{ code: number | null; text: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, text })),
  );
  if (child.pid === undefined) throw new Error('The script did not start.');
  return { pid: child.pid, ended };
}

it('passes arguments on and the exit code back', async () => {
  const { code, text } = await startScript('srver').ended;
  expect(text).toContain('Did you mean server?');
  expect(code).toBe(2);
});

it('takes flags alone as flags of the demo', async () => {
  const { code, text } = await startScript('--topic', 'nonsense').ended;
  expect(text).toContain('no topic "nonsense"');
  expect(code).toBe(2);
});

it.skipIf(process.platform !== 'linux').each([
  ['to the script alone', (pid: number) => pid],
  ['to the whole group, as Ctrl-C at a terminal', (pid: number) => -pid],
])('a signal %s ends everything in order', async (_, target) => {
  const noted = join(folder.path, 'pid');
  const started = startScript(
    ...['server', 'http://127.0.0.1:{port}/mcp', '-o', folder.path],
    ...['--command', `echo $$ > '${noted}'; exec sleep 600`],
  );
  let child = 0;
  while (child === 0) {
    child = Number(await readFile(noted, 'utf8').catch(() => '0'));
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.kill(target(started.pid), 'SIGINT');
  const { code, text } = await started.ended;
  expect(text).toContain('Interrupted');
  expect(code).toBe(130);
  expect(isAlive(child)).toBe(false);
});
