/** The server under test is a child process: whatever it does, it ends with the run, and so do its children. */
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isAlive } from '../../harness/lab/is-alive.test-helper.ts';
import { run, start, temporaryFolder } from './command-line.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const url = 'http://127.0.0.1:{port}/mcp';
const lab = (command: string) => ['server', url, '-o', folder.path, '--command', command];

/** A process that notes its id, and that of a child of its own, and then does what the script says. */
function nodeScript(script: string): string {
  const noted = `const f=require('fs'),c=require('child_process').spawn(process.execPath,['-e','setInterval(()=>{},1000)']);f.appendFileSync('${folder.path}/pids',process.pid+' '+c.pid+' ');`;
  return `"${process.execPath}" -e "${noted}${script}"`;
}

async function notedProcesses(): Promise<number[]> {
  return (await readFile(join(folder.path, 'pids'), 'utf8')).trim().split(' ').map(Number);
}

/** Text of the terminal report without its line breaks. */
const unwrapped = (text: string) => text.replaceAll(/\s+/g, ' ');

const listening = `require('http').createServer((q,r)=>{q.resume();r.statusCode=401;r.setHeader('WWW-Authenticate','Bearer');r.end()}).listen(process.env.PORT,'127.0.0.1');`;
const hanging = `require('http').createServer(()=>{}).listen(process.env.PORT,'127.0.0.1');`;

it('a command that does not exist', async () => {
  const { code, stdout, stderr } = await run(lab('no-such-program-here'));
  expect(unwrapped(stdout)).toMatch(/no-such-program-here.*ended \(exit code 127\)/);
  expect(stdout + stderr).not.toMatch(/^\s+at /m);
  expect(await readFile(join(folder.path, 'report.json'), 'utf8')).toContain('exit code 127');
  expect(code).toBe(3);
});

it('a command that exits at once: says its last words and where all of them are', async () => {
  const { code, stdout } = await run(lab(`echo 'no config found' >&2; exit 4`));
  expect(unwrapped(stdout)).toMatch(/ended \(exit code 4\)/);
  expect(unwrapped(stdout)).toContain('no config found');
  expect(await readFile(join(folder.path, 'server.log'), 'utf8')).toContain('no config found');
  expect(code).toBe(3);
});

it('an unknown placeholder', async () => {
  const { code, stderr } = await run(lab('run --issuer {isuer}'));
  expect(stderr).toMatch(/\{isuer\}.*\{issuer\}/);
  expect(code).toBe(2);
});

it('a port in use', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const { code, stdout } = await run([...lab('sleep 60').with(1, `http://127.0.0.1:${port}/mcp`)]);
  other.close();
  expect(unwrapped(stdout)).toMatch(new RegExp(`Port ${port} is already in use.*write \\{port\\}`));
  expect(code).toBe(3);
});

it('starts one instance only where more would disturb each other', async () => {
  const noting = nodeScript(`f.appendFileSync('${folder.path}/ports',process.env.PORT+' ');${listening}`);
  const portsOf = async (...flags: string[]) => {
    await run([...lab(noting), ...flags]);
    const noted = await readFile(join(folder.path, 'ports'), 'utf8');
    return new Set(noted.trim().split(' ')).size;
  };
  expect(await portsOf('--instances', '1')).toBe(1);
  expect(await portsOf()).toBe(3);
});

it('ends the command and its children when the run is over', async () => {
  const { code } = await run(lab(nodeScript(listening)));
  expect(code).toBe(1);
  // Two instances, each with a child of its own, not counting those that were started again.
  expect((await notedProcesses()).length).toBeGreaterThanOrEqual(4);
  for (const pid of await notedProcesses()) expect(isAlive(pid)).toBe(false);
});

it('Ctrl-C while a command never listens: ends it and its children', async () => {
  const started = start(lab(nodeScript('setInterval(()=>{},1000)')));
  await until(async () => (await notedProcesses().catch(() => [])).length === 2);
  started.process.kill('SIGINT');
  const { code, stderr } = await started.ended;
  expect(stderr).toContain('Interrupted');
  expect(code).toBe(130);
  for (const pid of await notedProcesses()) expect(isAlive(pid)).toBe(false);
});

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s during a run: keeps what was found', async (signal) => {
  const started = start([...lab(nodeScript(hanging)), '--timeout', '30s']);
  await started.printed('stderr', 'Looking at the server');
  started.process.kill(signal);
  const { code, stderr } = await started.ended;
  expect(stderr).toContain('Interrupted: ending the run');
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(code).toBe(130);
  const report = JSON.parse(await readFile(join(folder.path, 'report.json'), 'utf8')) as { verdict: string };
  expect(report.verdict).toBe('incomplete');
  for (const pid of await notedProcesses()) expect(isAlive(pid)).toBe(false);
});

/** Polls a condition that only the outside can make true. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}
