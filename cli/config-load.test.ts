import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from './config-load.ts';
import { findSecrets } from './config-secrets.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcp-auth-config-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function load(name: string, text: string) {
  await writeFile(join(folder, name), text);
  return (await loadConfig(name, folder)).config;
}

/** What a user reads, without the path. */
async function told(loading: Promise<unknown>): Promise<string> {
  const error: unknown = await loading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'Failure', exitCode: 2 });
  return (error as Error).message.replaceAll(folder, '');
}

const yaml = (text: string) => load('c.yaml', text);
const target = (text: string) =>
  yaml(`targets:\n  web:\n    role: server\n    url: https://h/mcp\n    ${text}\n`);

const CONFIG = { targets: { web: { role: 'server', url: 'https://h/mcp', topic: ['challenge'] } } };

describe('a config file', () => {
  it.each([
    ['mcp-auth-conformance.config.json', JSON.stringify(CONFIG)],
    [
      'mcp-auth-conformance.config.yaml',
      'targets:\n  web: { role: server, url: https://h/mcp, topic: [challenge] }',
    ],
    ['mcp-auth-conformance.config.yml', `# yes\n${JSON.stringify(CONFIG)}`],
    ['mcp-auth-conformance.config.mjs', `export default ${JSON.stringify(CONFIG)}`],
    ['mcp-auth-conformance.config.js', `module.exports = ${JSON.stringify(CONFIG)}`],
    ['mcp-auth-conformance.config.ts', `const c: object = ${JSON.stringify(CONFIG)};\nexport default c;`],
  ])('is found as %s', async (name, text) => {
    await writeFile(join(folder, name), text);
    expect(await loadConfig(undefined, folder)).toEqual({ path: join(folder, name), config: CONFIG });
  });

  it('may leave options undefined in a program', async () => {
    const text = `export default { targets: { a: { role: 'client', command: 'x', topic: undefined } } }`;
    expect(await load('c.mjs', text)).toEqual({ targets: { a: { role: 'client', command: 'x' } } });
  });

  it('is missed, and missed among several, with what to do', async () => {
    expect(await told(loadConfig(undefined, folder))).toMatch(/^There is no .*init" writes one/);
    expect(await told(loadConfig('no.yaml', folder))).toBe(
      'The config file /no.yaml cannot be read: there is no such file.',
    );
    await writeFile(join(folder, 'mcp-auth-conformance.config.json'), '{}');
    await writeFile(join(folder, 'mcp-auth-conformance.config.ts'), '');
    expect(await told(loadConfig(undefined, folder))).toMatch(/several config files.*\.ts, .*\.json/);
    expect(await told(load('c.toml', ''))).toMatch(/ends in \.ts/);
  });

  it.each([
    ['c.json', '{ "targets": { "a": "s3cr3t-value" "b" } }', /c\.json is not JSON\. Look at line 1/],
    ['c.yaml', 'targets:\n  a: "s3cr3t-value" x\n', /c\.yaml is not YAML\. Look at line 2/],
    ['c.mjs', 'export default { a: "s3cr3t-value" "s3cr3t-value" }', /c\.mjs cannot be loaded: /],
    ['d.mjs', 'import "not-there-at-all"', /Cannot find package 'not-there-at-all'/],
    ['e.mjs', 'import "mcp-auth-conformance"', /is not installed beside it/],
    ['f.mjs', 'export const a = 1', /exports no config by default/],
    ['g.yaml', '- a', /the file: Write an object\./],
    ['h.yaml', '', /the file: /],
  ])('%s that cannot be read is refused without quoting it', async (name, text, expected) => {
    const message = await told(load(name, text));
    expect(message).toMatch(expected);
    expect(message).not.toContain('s3cr3t');
  });
});

describe('docs/configuration.md', () => {
  it('shows files that can be used', async () => {
    const page = await readFile(new URL('../docs/configuration.md', import.meta.url), 'utf8');
    const blocks = [...page.matchAll(/```(yaml|ts)\n([^]*?)```/g)];
    expect(blocks.map(([, kind]) => kind)).toEqual(['yaml', 'ts']);
    for (const [, kind, text = ''] of blocks) {
      const alone = text.replace(/import .*\n/, 'const defineConfig = (config: object) => config;\n');
      expect(Object.keys((await load(`page.${kind ?? ''}`, alone)).targets)).toContain('production');
    }
  });
});

describe('what is wrong in it', () => {
  it.each([
    ['a misspelt option', 'tokn: { env: A }', /targets\.web: There is no "tokn"\. Did you mean token\?/],
    [
      'an option written as the flag',
      'spec-version: auto',
      /There is no "spec-version"\. Did you mean specVersion\?/,
    ],
    ['an option like nothing', 'qqq: 1', /There is no "qqq"\. Allowed: role, url, command/],
    [
      'a value that is not allowed',
      'failOn: shuld',
      /targets\.web\.failOn: Did you mean should\? Allowed: must, should, practice\./,
    ],
    ['one like nothing', 'specVersion: "1"', /specVersion: Allowed: auto, 2025-03-26/],
    ['a reporter', 'format: [htlm]', /targets\.web\.format\.?\[0\]: Did you mean html/],
    ['a reporter with its path', 'reporter: { junitt: a }', /targets\.web\.reporter.*: .*junit/],
    ['a list that is none', 'topic: challenge', /targets\.web\.topic: Write a list\./],
    ['a number that is too big', 'instances: 9', /instances: At most 8\./],
    ['text for a switch', 'tls: "yes"', /tls: Write true or false\./],
    ['an option of another role', 'storageArg: --x', /There is no "storageArg"/],
    ['a wrong reference', 'token: { evn: A }', /targets\.web\.token/],
    ['a name that is none', 'token: { env: "a b" }', /token\.env: Write the name of an environment variable/],
  ])('%s', async (_, text, expected) => {
    expect(await told(target(text))).toMatch(expected);
  });

  it.each([
    ['no targets', 'output: x', /targets: This is missing/],
    ['empty targets', 'targets: {}', /targets: There is no target/],
    [
      'a misspelt key of the whole',
      'target: {}\ntargets: {}',
      /the file: There is no "target"\. Did you mean targets\?/,
    ],
    [
      'a role',
      'targets: { a: { role: servr } }',
      /targets\.a.*: Did you mean server\? Allowed: server, authorization-server, client/,
    ],
    ['no role', 'targets: { a: { url: x } }', /targets\.a.*: This is missing\. Allowed: server/],
    ['no URL', 'targets: { a: { role: server } }', /targets\.a\.url: /],
    ['a name with a slash', 'targets: { ../a: { role: client, command: x } }', /A name is a letter/],
    [
      'names that are one folder',
      'targets: { a: { role: client, command: x }, A: { role: client, command: x } }',
      /case of their letters/,
    ],
  ])('%s', async (_, text, expected) => {
    expect(await told(yaml(text))).toMatch(expected);
  });

  it('is said of everything at once', async () => {
    const message = await told(target('tls: 1\n    failOn: x\n    tokn: 1'));
    expect(message.split('\n')).toHaveLength(4);
  });
});

describe('a literal secret', () => {
  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl';

  it.each([
    ['as token', 'token: s3cr3t', 'token'],
    ['as token, of the shape of one', `token: ${jwt}`, 'token'],
    ['as client secret', 'clientSecret: s3cr3t', 'clientSecret'],
    ['as control secret', 'labSecret: s3cr3t', 'labSecret'],
    ['in a variable named so', 'env: { MY_API_KEY: s3cr3t }', 'env.MY_API_KEY'],
    ['in a variable of any name', `env: { X: "Bearer ${jwt}" }`, 'env.X'],
    ['in a URL of a variable', 'env: { DB: "postgres://me:s3cr3t@h/db" }', 'env.DB'],
    ['in the command', 'command: "node a.js --api-key=s3cr3tvalue"', 'command'],
    ['before the command', 'command: "API_KEY=s3cr3tvalue node a.js"', 'command'],
    [
      'in an argument of a call',
      'call: [{ tool: a, arguments: { password: s3cr3t } }]',
      'call[0].arguments.password',
    ],
    ['in another option', `scope: ${jwt}`, 'scope'],
  ])('%s is refused, and not printed', async (_, text, place) => {
    const message = await told(target(text));
    expect(message).toContain(`targets.web.${place}: A secret does not stand in this file.`);
    expect(message).not.toMatch(/s3cr3t|eyJ/);
  });

  it.each([
    ['a reference', { token: { env: 'TOKEN' }, env: { API_KEY: { env: 'API_KEY' } } }],
    ['a placeholder', { env: { SCALEKIT_CLIENT_SECRET: '{client_secret}', TOKEN_URL: '{issuer}/token' } }],
    ['a variable of the shell', { command: 'node a.js --token "$TOKEN" --api-key=$KEY' }],
    ['a switch', { env: { REQUIRE_TOKEN: 'true', CHECK_PASSWORD: '1' } }],
    [
      'paths and URLs',
      { command: 'a --token-file ./t --token-endpoint=https://h/', url: 'http://127.0.0.1:{port}/mcp' },
    ],
    ['a variable that is called env', { env: { env: 'production' } }],
  ])('%s is none', (_, web) => {
    expect(findSecrets({ targets: { web } })).toEqual([]);
  });
});
