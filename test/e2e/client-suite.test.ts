import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startClientSite } from '../../cli/client-site.ts';
import type { Report } from '../../harness/contract.ts';
import { runClientSuite, type ClientRunOptions } from '../../harness/run-client.ts';
import { isAlive } from '../../harness/lab/is-alive.test-helper.ts';
import { createKeyStock } from '../../harness/lab/key-stock.ts';
import { COMMAND } from '../cli/command-line.ts';
import { tryClient } from '../reference-client.test-helper.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const privateKeys = createKeyStock(32);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-suite-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Some scenarios of each kind are enough to see what becomes of a client that is none. */
const some = (id: string) => /pkce\/|reregister-on|authorize-dead-end$/.test(id);

function run(client: ClientRunOptions['client'], more: Partial<ClientRunOptions> = {}): Promise<Report> {
  return runClientSuite({
    client,
    startServer: startClientSite,
    privateKeys,
    only: some,
    limitMs: 3_000,
    ...more,
  });
}

/** Writes a program for Node.js and gives the command that runs it. */
async function program(name: string, source: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, source);
  return `'${process.execPath}' '${file}'`;
}

const outcomesOf = ({ checks }: Report) => [...new Set(checks.map(({ outcome }) => outcome))];
const reasonsOf = ({ checks }: Report) => [...new Set(checks.map(({ reason }) => reason))].join('\n');

// That it is green under every revision is what the baselines of the kill matrix are for.
describe('the client suite on the conforming client', () => {
  it('holds no secret in its report', async () => {
    const report = await tryClient(undefined, '2026-07-28', { only: some });
    expect(report.verdict).toBe('conformant');
    const text = JSON.stringify(report);
    expect(text).toContain('‹code_verifier:');
    expect(text).not.toMatch(/Bearer eyJ|code_verifier=[A-Za-z0-9]|"access_token\\?":\\?"eyJ/);
  });
});

describe('a client that does nothing passes nothing', () => {
  it.each([
    ['exits at once', 'process.exit(0)', /exited with 0 and never connected/],
    ['fails at once', 'console.error("no config"); process.exit(3)', /exited with 3 and never connected/],
    [
      'connects and gives up',
      'await fetch(process.argv.at(-1), { method: "POST", body: "{}" })',
      /never looked for the authorization server/,
    ],
    [
      'hangs, deaf to SIGTERM',
      'process.on("SIGTERM", () => {}); setInterval(() => {}, 1e6)',
      /ended after its time/,
    ],
  ])('when it %s', async (_what, source, reason) => {
    const command = await program(`${Math.random()}.mjs`, source);
    const report = await run({ command }, { limitMs: 1_500 });
    expect(outcomesOf(report)).toEqual(['inconclusive']);
    expect(reasonsOf(report)).toMatch(reason);
    expect(report.verdict).toBe('incomplete');
    if (source.includes('no config')) expect(report.notes?.join()).toContain('printed: no config');
  });

  it('when there is no such command', async () => {
    const report = await run({ command: join(folder, 'no-such-client') });
    expect(outcomesOf(report)).toEqual(['inconclusive']);
    expect(reasonsOf(report)).toContain('was not found');
  });
});

describe('a client out of control', () => {
  it('is ended when it sends requests without end', async () => {
    const command = await program(
      'loop.mjs',
      'for (;;) await fetch(process.argv.at(-1), { method: "POST", body: "{}" })',
    );
    const report = await run({ command }, { limitMs: 30_000 });
    expect(outcomesOf(report)).toEqual(['inconclusive']);
    expect(reasonsOf(report)).toContain('requests without end');
    expect(report.durationMs).toBeLessThan(25_000);
  });

  it('has its output bounded, and its children ended', async () => {
    const pidFile = join(folder, 'pid');
    const command = await program(
      'noisy.mjs',
      `import { spawn } from 'node:child_process';
       import { writeFileSync } from 'node:fs';
       const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
       writeFileSync(${JSON.stringify(pidFile)}, String(child.pid));
       for (let line = 0; line < 300; line += 1) process.stdout.write('x'.repeat(10_000) + '\\n');
       child.unref();`,
    );
    const report = await run({ command });
    expect(outcomesOf(report)).toEqual(['inconclusive']);
    expect(JSON.stringify(report).length).toBeLessThan(2_000_000);
    const pid = Number(await readFile(pidFile, 'utf8'));
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  it('has no daemon left behind', async () => {
    const pidFile = join(folder, 'daemon');
    const command = await program(
      'daemon.mjs',
      `import { spawn } from 'node:child_process';
       import { writeFileSync } from 'node:fs';
       const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore', detached: true });
       writeFileSync(${JSON.stringify(pidFile)}, String(child.pid));
       child.unref();`,
    );
    await run({ command });
    const pid = Number(await readFile(pidFile, 'utf8'));
    await expect.poll(() => isAlive(pid)).toBe(process.platform !== 'linux');
    if (process.platform !== 'linux') process.kill(pid);
  });
});

describe('the command line', () => {
  it('launches the conforming client as a program of its own, browser included', async () => {
    const args = [...COMMAND, 'client', '--check', 'pkce/s256', '--json', '-o', join(folder, 'report')];
    const client = `'${process.execPath}' --import tsx examples/clients/conforming.ts`;
    const { code, stdout } = await new Promise<{ code: number; stdout: string }>((resolve) => {
      execFile(process.execPath, [...args, '--command', client], { cwd: root }, (error, out) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout: out }),
      );
    });
    const report = JSON.parse(stdout) as Report;
    expect(report.checks.map(({ id, outcome }) => [id, outcome])).toEqual([['client/pkce/s256', 'pass']]);
    expect(code).toBe(0);
  });

  it('says what is missing', async () => {
    const stderr = await new Promise<string>((resolve) => {
      execFile(process.execPath, [...COMMAND, 'client'], { cwd: root }, (_error, _out, err) => resolve(err));
    });
    expect(stderr).toContain("client --command 'node my-client.js'");
  });
});
