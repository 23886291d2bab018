import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { argumentsOf } from './config-flags.ts';
import type { TargetSettings } from './config.ts';
import { gather } from './run-gather.ts';

const SERVER: TargetSettings = { role: 'server', url: 'https://example.com/mcp' };

describe('a target as flags', () => {
  it('says every option in the way of the command line', () => {
    const target: TargetSettings = {
      ...SERVER,
      url: { env: 'PLACE' },
      command: '-x',
      env: { A: 1, B: 'b=c', C: { env: 'SECRET' }, env: 'lab' },
      tls: true,
      intrusive: false,
      topic: ['challenge', 'scope'],
      timeout: '10s',
      profile: 'oauth21',
      requirementSet: '2025-11-25@1',
      reporter: { junit: 'j.xml' },
      call: [{ tool: 'a' }, { tool: 'search', arguments: { query: 'x=@' }, scopes: ['s:read', 's:write'] }],
    };
    expect(argumentsOf(target, { PLACE: 'http://127.0.0.1:1/mcp', SECRET: 's3cr3t' })).toEqual([
      '--url=http://127.0.0.1:1/mcp',
      '--command=-x',
      '--env=A=1',
      '--env=B=b=c',
      '--env=C=s3cr3t',
      '--env=env=lab',
      '--tls',
      '--topic=challenge',
      '--topic=scope',
      '--timeout=10s',
      '--profile=oauth21',
      '--profile=2025-11-25@1',
      '--reporter=junit=j.xml',
      '--call=a',
      '--call=search={"query":"x=@"}@s:read+s:write',
    ]);
  });
});

describe('a target made ready', () => {
  let output: string;
  beforeEach(async () => {
    output = await mkdtemp(join(tmpdir(), 'mcp-auth-run-'));
  });
  afterEach(() => rm(output, { recursive: true }));
  const ready = (settings: TargetSettings, environment: Record<string, string> = {}, verbose = false) =>
    gather('web', settings, { output, verbose, quiet: false, environment });

  it('has a folder of its own, and the gate that it asks for', async () => {
    const { prepared } = await ready(
      { ...SERVER, failOn: 'should', requirementSet: '2025-11-25@1' },
      {},
      true,
    );
    expect(prepared.output.folder).toBe(join(output, 'web'));
    expect(prepared.policy).toMatchObject({ failOn: 'should', requirementSet: { name: '2025-11-25@1' } });
    expect(prepared.flags).toMatchObject({ verbose: true, specVersion: '2025-11-25' });
    expect(await readdir(output)).toEqual(['web']);
  });

  it('takes a secret from the variable that it names, and from no other', async () => {
    const name = 'MCP_AUTH_CONFORMANCE_TOKEN';
    const before = process.env[name];
    process.env[name] = 'for-another-server';
    try {
      expect((await ready(SERVER)).prepared.flags).not.toHaveProperty('token');
      const own = await ready({ ...SERVER, token: { env: 'WEB_TOKEN' } }, { WEB_TOKEN: 't0k' });
      expect(own.prepared.flags).toHaveProperty('token', 't0k');
    } finally {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    }
  });

  it.each<[string, TargetSettings, RegExp]>([
    [
      'a variable that is not set',
      { ...SERVER, token: { env: 'NO_SUCH' } },
      /^targets\.web\.token: the environment variable NO_SUCH is not set\./,
    ],
    [
      'one of a command that is empty',
      { ...SERVER, command: 'x', env: { K: { env: 'EMPTY' } } },
      /^targets\.web\.env\.K: .* EMPTY is empty/,
    ],
    [
      'what the parser of a flag refuses',
      { ...SERVER, timeout: 'soon' },
      /^targets\.web: timeout is invalid\. Write milliseconds/,
    ],
    [
      'what does not go together',
      { ...SERVER, env: { A: 'b' } },
      /^targets\.web: env and profile are for the lab: add command, which/,
    ],
    [
      'a topic',
      { ...SERVER, topic: ['chalenge'] },
      /^targets\.web: There is no topic "chalenge"\. Did you mean challenge/,
    ],
    [
      'a file of the gate',
      { ...SERVER, expectedFailures: 'no.yaml' },
      /^targets\.web: The expected failures cannot be read from no\.yaml/,
    ],
    [
      'a requirement set',
      { ...SERVER, requirementSet: '2025-11-25@999' },
      /^targets\.web: There is no requirement set/,
    ],
    ['a URL', { ...SERVER, url: 'example.com' }, /^targets\.web: "example\.com" is not an http or https URL/],
    [
      'an issuer',
      { role: 'authorization-server', url: 'https://h/.well-known/openid-configuration' },
      /^targets\.web: Give the issuer/,
    ],
    ['a client', { role: 'client', command: 'x', check: ['qqq'] }, /^targets\.web: No check matches/],
  ])('or is refused by its name: %s', async (_, settings, expected) => {
    const refused = await ready(settings, { EMPTY: '' }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      name: 'Failure',
      exitCode: 2,
      message: expect.stringMatching(expected) as string,
    });
  });
});
