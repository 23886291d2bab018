import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { argumentsOf, outputsOf } from './action.mjs';

const action = parse(await readFile(new URL('../action.yml', import.meta.url), 'utf8'));

describe('action.yml', () => {
  const [run] = action.runs.steps;

  it('hands every input to the script, and none to a shell', () => {
    const handed = Object.entries(run.env).map(([name, value]) => [name, value]);
    const inputs = Object.keys(action.inputs).filter((name) => !name.startsWith('upload'));
    expect(handed).toEqual(
      inputs.map((name) => [`INPUT_${name.toUpperCase().replaceAll('-', '_')}`, `\${{ inputs.${name} }}`]),
    );
    for (const step of action.runs.steps) expect(step.run ?? '').not.toContain('${{');
  });

  it('gives the outputs that the script writes', () => {
    const written = outputsOf({ verdict: 'conformant' }, 'r/report.json', 0).trimEnd().split('\n');
    expect(written).toEqual(['verdict=conformant', 'exit-code=0', 'report=r/report.json']);
    expect(Object.keys(action.outputs)).toEqual(written.map((line) => line.split('=')[0]));
    expect(outputsOf({ verdict: 'x\nevil=1' }, 'a\nevil=1', 3)).toBe(
      'verdict=\nexit-code=3\nreport=aevil=1\n',
    );
  });
});

describe('argumentsOf', () => {
  it('makes a command line of the inputs', () => {
    expect(
      argumentsOf({
        INPUT_MODE: 'server',
        INPUT_URL: 'http://127.0.0.1:{port}/mcp',
        INPUT_COMMAND: 'node server.js; $(touch x) "a b"',
        INPUT_ENV: 'A=1\n B=two words \n\n',
        INPUT_FAIL_ON: 'should',
        INPUT_BASELINE: '',
        INPUT_OUTPUT: 'out',
      }),
    ).toEqual([
      'server',
      '--url=http://127.0.0.1:{port}/mcp',
      '--command=node server.js; $(touch x) "a b"',
      '--fail-on=should',
      '--output=out',
      '--env=A=1',
      '--env=B=two words',
      '--format=html,junit,sarif,markdown',
    ]);
  });

  it('says what is wrong', () => {
    expect(() => argumentsOf({ INPUT_MODE: '--help' })).toThrow(
      'one of server, authorization-server, client',
    );
    expect(() => argumentsOf({ INPUT_MODE: 'server' })).toThrow('url is missing');
  });
});

it('runs the tool, passes its exit code on and writes the outputs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-auth-action-'));
  try {
    // In the place of npx, so that nothing is downloaded.
    const npx = join(folder, 'npx');
    await writeFile(
      npx,
      '#!/bin/sh\nprintf "%s\\n" "$@" > args\nmkdir -p out\necho \'{"verdict":"incomplete"}\' > out/report.json\nexit 3\n',
    );
    await chmod(npx, 0o755);
    const { status } = spawnSync(process.execPath, [fileURLToPath(new URL('action.mjs', import.meta.url))], {
      cwd: folder,
      env: {
        PATH: `${folder}${delimiter}${process.env.PATH}`,
        GITHUB_OUTPUT: join(folder, 'outputs'),
        INPUT_MODE: 'client',
        INPUT_COMMAND: 'node "my client.js"',
        INPUT_OUTPUT: 'out',
      },
    });
    expect(status).toBe(3);
    expect((await readFile(join(folder, 'args'), 'utf8')).split('\n').slice(1)).toEqual([
      expect.stringMatching(/^mcp-auth-conformance@\d+\.\d+\.\d+$/),
      'client',
      '--command=node "my client.js"',
      '--output=out',
      '--format=html,junit,sarif,markdown',
      '',
    ]);
    expect(await readFile(join(folder, 'outputs'), 'utf8')).toContain('verdict=incomplete\nexit-code=3\n');
  } finally {
    await rm(folder, { recursive: true });
  }
});
