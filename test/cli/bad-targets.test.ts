/** Whatever answers, or does not: a verdict or a clear line, a report that can be read, and no stack trace. */
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reportSchema } from '../../reports/schema.ts';
import { answers, badServer } from './bad-servers.ts';
import { run, temporaryFolder } from './command-line.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

async function test(url: string, ...flags: string[]) {
  const started = performance.now();
  const ended = await run(['server', url, '-o', folder.path, '--timeout', '400', ...flags]);
  const text = await readFile(join(folder.path, 'report.json'), 'utf8');
  const report = reportSchema.parse(JSON.parse(text));
  const all = ended.stdout + ended.stderr;
  expect(all).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(all).not.toContain('A bug of mcp-auth-conformance');
  expect(report.summary.error).toBe(0);
  return { ...ended, report, size: text.length, seconds: (performance.now() - started) / 1000 };
}

describe('a server that is not reached', () => {
  it('on a wrong port', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => closed.once('listening', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const { code, stderr, report } = await test(`http://127.0.0.1:${port}/mcp`);
    expect(code).toBe(3);
    expect(report.trouble?.[0]).toMatch(new RegExp(`http://127\\.0\\.0\\.1:${port}/mcp was not reached`));
    expect(stderr).toContain('are host and port right?');
  });

  it('at a host that does not exist', async () => {
    const { code, stderr, report } = await test('http://no-such-host.invalid/mcp');
    expect(code).toBe(3);
    expect(report.trouble?.[0]).toMatch(/no-such-host\.invalid/);
    expect(stderr).toContain('host name');
  });

  it('by TLS where there is none', async () => {
    const server = await badServer(answers.html);
    const { code, stderr, report } = await test(server.url.replace('http:', 'https:'));
    await server.close();
    expect(code).toBe(3);
    expect(report.trouble?.[0]).toMatch(/TLS/);
    expect(stderr).toContain('http or https');
  });
});

describe('a server that answers', () => {
  it.each([
    ['html', 'a web page (HTML)'],
    ['hang', '--timeout'],
    ['endless stream', 'without an end'],
    ['silent stream', ''],
    ['10 MB', 'more than is read'],
    ['redirect circle', 'a redirect'],
    ['JSON string', 'no MCP message'],
    ['broken JSON', 'no MCP message'],
    ['reset', 'Does the server log an error?'],
    ['not HTTP', 'port of an HTTP server'],
    ['escape sequences', ''],
  ] as const)('%s is no MCP server', async (name, hint) => {
    const server = await badServer(answers[name]);
    // On a busy machine so much takes its time to arrive.
    const patience = name === '10 MB' ? ['--timeout', '5000'] : [];
    const { code, report, stdout, stderr, seconds } = await test(server.url, ...patience);
    await server.close();
    expect(code).toBe(3);
    expect(report.verdict).toBe('incomplete');
    expect(stderr).toContain(hint);
    expect(report.exchanges.length).toBeGreaterThan(0);
    expect(server.requests).toBeLessThan(40);
    expect(seconds).toBeLessThan(20);
    // Nothing that the target sent may steer the terminal.

    expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  });

  it.each(['broken challenge', 'null body'] as const)('%s is judged', async (name) => {
    const server = await badServer(answers[name]);
    const { code, report } = await test(server.url);
    await server.close();
    expect(code).toBe(1);
    expect(report.verdict).toBe('nonconformant');
    expect(report.summary.fail).toBeGreaterThan(0);
  });
});

it('--json prints the report and nothing else', async () => {
  const server = await badServer(answers['broken challenge']);
  const { stdout } = await run(['server', server.url, '-o', folder.path, '--json']);
  await server.close();
  expect(reportSchema.parse(JSON.parse(stdout)).target.url).toBe(server.url);
  expect(JSON.parse(stdout)).toEqual(JSON.parse(await readFile(join(folder.path, 'report.json'), 'utf8')));
});

it('writes the further reports that were asked for', async () => {
  const server = await badServer(answers['broken challenge']);
  const elsewhere = join(folder.path, 'deep/er/out.xml');
  await run([
    'server',
    server.url,
    '-o',
    folder.path,
    '--reporter',
    `junit=${elsewhere}`,
    '--reporter',
    'terminal',
  ]);
  await server.close();
  expect(await readFile(elsewhere, 'utf8')).toMatch(/^<\?xml/);
  expect(await readFile(join(folder.path, 'report.txt'), 'utf8')).toContain(server.url);
});

it('runs only the checks that were asked for', async () => {
  const server = await badServer(answers['broken challenge']);
  const { report } = await test(server.url, '--topic', 'challenge', '--check', '*grammar*');
  await server.close();
  expect(report.checks.map(({ id }) => id)).toEqual(['server/challenge/field-grammar']);
});
