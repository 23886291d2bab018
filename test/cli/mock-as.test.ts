/** `mock-as` is what a file declares, with flags laid over it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run, start, temporaryFolder } from './command-line.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const declared = `
profile: scalekit-2025
resources:
  - { id: res_1, url: 'http://127.0.0.1:7001/mcp', scopes: [read] }
  - { id: res_2 }
`;

interface Ready {
  urls: { environment: string; issuer: string };
  resource: { id: string; url: string; scopes: string[] };
}

/** What it prints when it is ready, while it runs. */
async function whileRunning(args: string[], look: (ready: Ready) => Promise<void>): Promise<void> {
  const started = start(['mock-as', '--json', ...args], { cwd: folder.path });
  try {
    await look(JSON.parse(await started.printed('stdout', '\n')) as Ready);
  } finally {
    started.process.kill('SIGTERM');
    await started.ended;
  }
}

describe('mock-as', () => {
  it('--config takes everything from a file, and flags override it', async () => {
    await writeFile(join(folder.path, 'mock.yaml'), declared);
    await whileRunning(['--config', 'mock.yaml', '--scope', 'write'], async ({ urls, resource }) => {
      expect(resource).toMatchObject({ id: 'res_1', url: 'http://127.0.0.1:7001/mcp', scopes: ['write'] });
      expect(urls.issuer).toBe(urls.environment);
      const metadata = await fetch(`${urls.environment}/.well-known/oauth-authorization-server`);
      expect(await metadata.json()).toMatchObject({ jwks_uri: `${urls.environment}/jwks` });
    });
  });

  it('--profile plays another server', async () => {
    await whileRunning(['--profile', 'oauth21'], async ({ urls }) => {
      const openid = await fetch(`${urls.environment}/.well-known/openid-configuration`);
      expect(openid.status).toBe(404);
    });
  });

  it.each([
    ['no YAML', 'a: [', ['--config', 'mock.yaml'], /mock\.yaml:1:\d+ is no YAML/],
    [
      'an unknown member',
      'resorces: []',
      ['--config', 'mock.yaml'],
      /mock\.yaml: resorces: there is no such member/,
    ],
    [
      'an unknown profile',
      'profile: okta',
      ['--config', 'mock.yaml'],
      /mock\.yaml: profile: write "scalekit" or/,
    ],
    ['a missing file', '', ['--config', 'none.yaml'], /none\.yaml cannot be read: there is no such file/],
    [
      'an unknown profile by flag',
      '',
      ['--profile', 'oauth2'],
      /no profile "oauth2"\. Did you mean oauth21\?/,
    ],
    [
      'what cannot be',
      'resource: { url: /mcp }',
      ['--config', 'mock.yaml'],
      /"\/mcp" is not an absolute URL/,
    ],
  ])('%s ends in a line that says what to do', async (_, content, args, expected) => {
    await writeFile(join(folder.path, 'mock.yaml'), content);
    const { code, stdout, stderr } = await run(['mock-as', ...args], { cwd: folder.path });
    expect(stderr).toMatch(expected);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect([code, stdout]).toEqual([2, '']);
  });
});
