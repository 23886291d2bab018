/** What is refused before anything runs. The runs themselves: test/cli/run-targets.test.ts. */
import { mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runTargets } from './run-targets.ts';

const here = process.cwd();
let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'mcp-auth-run-')));
});
afterEach(async () => {
  process.chdir(here);
  await rm(folder, { recursive: true });
});

const client = { role: 'client', command: 'true' };

it.each<[string, object, string[], RegExp]>([
  ['a name that is not there', { web: client }, ['wbe'], /^There is no target "wbe"\. Did you mean web\?/],
  [
    'two targets that write the same file',
    { a: { ...client, output: 'out' }, b: { ...client, output: './out' } },
    [],
    /^targets\.b: .*report\.json is also written by targets\.a\. Name another output\./,
  ],
  [
    'a target that writes where all go',
    { a: { ...client, output: 'mcp-auth-report' } },
    [],
    /^targets\.a: .* is also written by the merged report\./,
  ],
  [
    'the last of them, before the first has run',
    { a: { ...client, command: 'touch ran' }, b: { ...client, timeout: 'soon' } },
    [],
    /^targets\.b: timeout is invalid/,
  ],
])('%s', async (_, targets, names, expected) => {
  const config = join(folder, 'c.json');
  await writeFile(config, JSON.stringify({ targets }));
  await expect(runTargets(names, { config, quiet: true })).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(expected) as string,
  });
  expect(await readdir(folder)).not.toContain('ran');
});
