/** What cannot be understood ends in a clear line, exit code 2, and nothing on standard output. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run, temporaryFolder } from './command-line.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const url = 'http://127.0.0.1:9/mcp';

it.each([
  ['an unknown command', ['srver', url], /unknown command 'srver'\n\(Did you mean server\?\)/],
  ['an unknown flag', ['server', url, '--tokn', 'x'], /unknown option '--tokn'\n\(Did you mean --token\?\)/],
  ['an argument too many', ['server', url, 'more'], /too many arguments/],
  ['no URL', ['server'], /URL of the MCP endpoint is missing/],
  ['two URLs', ['server', url, '--url', 'http://127.0.0.1:10/mcp'], /two URLs/],
  ['a URL without scheme', ['server', 'example.com/mcp'], /Did you mean https:\/\/example\.com\/mcp \?/],
  [
    'another scheme',
    ['server', 'ftp://example.com/'],
    /"ftp:\/\/example\.com\/" is not an http or https URL/,
  ],
  ['a URL that is none', ['server', 'http://'], /is not an http or https URL/],
  ['a placeholder without lab', ['server', 'http://127.0.0.1:{port}/mcp'], /\{port\}.*--command/],
  [
    'lab flags without lab',
    ['server', url, '--env', 'A=B'],
    /--env and --profile are for the lab: add --command/,
  ],
  ['TLS without lab', ['server', url, '--tls'], /--tls is for the lab: add --command/],
  [
    'an unknown profile',
    ['server', url, '--command', 'x', '--profile', 'scalkit'],
    /Did you mean scalekit or scalekit-2025\?/,
  ],
  ['a malformed --env', ['server', url, '--env', 'A'], /KEY=VALUE/],
  ['an unknown revision', ['demo', '--spec-version', '2024-01-01'], /Allowed choices are auto, 2025-03-26/],
  ['an unknown level', ['demo', '--fail-on', 'shall'], /Allowed choices are must, should, practice/],
  ['an unknown reporter', ['demo', '--reporter', 'junitt'], /no reporter "junitt"\. Did you mean junit\?/],
  ['an unknown topic', ['demo', '--topic', 'chalenge'], /no topic "chalenge"\. Did you mean challenge\?/],
  [
    'an unknown check',
    ['demo', '--check', 'challenge/status-402'],
    /No check matches.*server\/challenge\/status-401/,
  ],
  ['a time that is none', ['server', url, '--timeout', 'soon'], /10000 or 10s/],
  ['a call that is none', ['server', url, '--call', 'x={'], /--call/],
  [
    'an unknown id',
    ['explain', 'server/challenge/status-402'],
    /Did you mean:\n {2}server\/challenge\/status-401/,
  ],
  ['an id like nothing', ['explain', 'qqqq'], /"mcp-auth-conformance list" shows the checks/],
  ['a port that is none', ['mock-as', '--port', '70000'], /0 to 65535/],
  ['an address of others', ['mock-as', '--host', '0.0.0.0'], /0\.0\.0\.0/],
  ['a server without configuration', ['serve'], /SCALEKIT_ENVIRONMENT_URL/],
])('%s', async (_, args, expected) => {
  const { code, stdout, stderr } = await run(args, {
    cwd: folder.path,
    env: { SCALEKIT_ENVIRONMENT_URL: '' },
  });
  expect(stderr).toMatch(expected);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stdout).toBe('');
  expect(code).toBe(2);
  expect(await readdir(folder.path)).toEqual([]);
});

it('without a command shows what there is', async () => {
  const { code, stderr } = await run([]);
  expect(stderr).toContain('Commands:');
  expect(code).toBe(2);
});

it.each([['server'], ['demo'], ['mock-as'], ['serve'], ['list'], ['explain']])(
  '%s has help with examples',
  async (command) => {
    const { code, stdout, stderr } = await run([command, '--help']);
    expect(stdout.split('Examples:')[1] ?? stdout.split('deployed (field)')[1]).toContain(
      `mcp-auth-conformance ${command}`,
    );
    expect([code, stderr]).toEqual([0, '']);
  },
);

it('tells its version', async () => {
  expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('places that cannot be written to', () => {
  it('a file where the output folder should be', async () => {
    const file = join(folder.path, 'taken');
    await writeFile(file, 'mine');
    const { code, stderr } = await run(['server', url, '-o', file]);
    expect(stderr).toContain(`The output folder ${file} cannot be used`);
    expect(stderr).toContain('Name another one with -o');
    expect(code).toBe(2);
  });

  it('a folder below a file', async () => {
    const file = join(folder.path, 'taken');
    await writeFile(file, 'mine');
    const { code, stderr } = await run(['server', url, '-o', join(file, 'below')]);
    expect(stderr).toContain(`${join(file, 'below')} cannot be used: a file of that name is in the way`);
    expect(code).toBe(2);
  });

  it('a file system that takes nothing', async () => {
    const { code, stderr } = await run(['server', url, '-o', '/proc/mcp-auth-report']);
    expect(stderr).toContain('The output folder /proc/mcp-auth-report cannot be used');
    expect(code).toBe(2);
  });

  it('a folder where a further report should be', async () => {
    const taken = join(folder.path, 'junit.xml');
    await mkdir(taken);
    const { code, stderr } = await run(['server', url, '-o', folder.path, '--reporter', `junit=${taken}`]);
    expect(stderr).toContain(`${taken} is a folder`);
    expect(code).toBe(2);
  });
});

it.each(['mock-as', 'serve'])('%s on a port in use', async (command) => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const { code, stdout, stderr } = await run([command, '--port', String(port)], {
    env: { SCALEKIT_ENVIRONMENT_URL: 'http://127.0.0.1:9' },
  });
  other.close();
  expect(stderr).toMatch(new RegExp(`${port}.* in use`));
  expect(stderr).toMatch(/another port/);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect([code, stdout]).toEqual([2, '']);
});
