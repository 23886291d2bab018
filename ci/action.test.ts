/** Hostile inputs of the action, through its script and the real `npx`, down to the arguments of a stand-in for the tool. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { HOSTILE } from './hostile.test-helper.ts';

const script = fileURLToPath(new URL('../scripts/action.mjs', import.meta.url));
const root = new URL('../package.json', import.meta.url);

it('hands hostile inputs on as they are, a token by the environment alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-auth-action-'));
  try {
    const { version } = JSON.parse(await readFile(root, 'utf8')) as { version: string };
    // Where npx looks first, so that nothing is downloaded.
    const place = join(folder, 'node_modules/mcp-auth-conformance');
    await mkdir(join(folder, 'node_modules/.bin'), { recursive: true });
    await mkdir(place);
    const manifest = { name: 'mcp-auth-conformance', version, bin: 'bin.cjs' };
    await writeFile(join(place, 'package.json'), JSON.stringify(manifest));
    const tool = join(folder, 'node_modules/.bin/mcp-auth-conformance');
    await writeFile(tool, STAND_IN);
    await chmod(tool, 0o755);
    const env = HOSTILE.map((value) => `X=${value}`).join('\n');
    const { status, stdout } = spawnSync(process.execPath, [script], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        npm_config_offline: 'true',
        npm_config_update_notifier: 'false',
        INPUT_TOKEN: 'secret-token',
        INPUT_ARGUMENTS: HOSTILE.join('\n'),
        INPUT_MODE: 'server',
        INPUT_URL: HOSTILE.join('\n'),
        INPUT_COMMAND: HOSTILE.join(' '),
        INPUT_ENV: env,
        GITHUB_OUTPUT: join(folder, 'outputs'),
      },
    });
    expect(status).toBe(1);
    const { args, token, inputs } = JSON.parse(stdout) as Seen;
    expect(args).toEqual([
      'server',
      `--url=${HOSTILE.join('\n')}`,
      `--command=${HOSTILE.join(' ')}`,
      ...env.split('\n').map((line) => `--env=${line}`),
      '--format=html,junit,sarif,markdown',
      ...HOSTILE,
    ]);
    expect(token).toBe('secret-token');
    expect(inputs).toEqual([]);
    expect(existsSync(join(folder, 'PLANTED'))).toBe(false);
    expect(await readFile(join(folder, 'outputs'), 'utf8')).toContain('exit-code=1\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

interface Seen {
  args: string[];
  token: string;
  inputs: string[];
}

const STAND_IN = `#!/usr/bin/env node
const { MCP_AUTH_CONFORMANCE_TOKEN: token } = process.env;
const inputs = Object.keys(process.env).filter((name) => name.startsWith('INPUT_'));
console.log(JSON.stringify({ args: process.argv.slice(2), token, inputs }));
process.exitCode = 1;
`;
