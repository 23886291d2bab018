/** A run as a job on GitHub does it: gate, formats, annotations and summary from one command. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Report } from '../../harness/contract.ts';
import { run } from './command-line.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcp-auth-gate-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('gates on a list that is no longer true, and says so everywhere', async () => {
  const list = [
    '- { check: server/challenge/status-401, reason: was so once }',
    '- { check: server/scope/*, reason: not asked for in this run }',
    '- { check: client/*, reason: for another job }',
  ];
  await writeFile(join(folder, 'known.yaml'), `${list.join('\n')}\n`);
  const { code, stdout, stderr } = await run(
    [
      ...[
        'demo',
        '--topic',
        'challenge',
        '--quiet',
        '-o',
        folder,
        '-f',
        'junit,sarif',
        '--profile',
        '2025-11-25@1',
      ],
      ...['--expected-failures', join(folder, 'known.yaml')],
    ],
    { env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'summary.md') } },
  );
  expect(stderr).toBe('');
  expect(code).toBe(1);
  expect(stdout).toMatch(/^::stop-commands::([0-9a-f-]{36})\n✓ Conformant[^]*\n::\1::\n/);
  expect(stdout).toContain('("server/challenge/status-401"), but passes: remove the entry.');
  expect((await readdir(folder)).sort()).toEqual(
    expect.arrayContaining(['report.json', 'report.sarif', 'report.xml', 'summary.md']),
  );
  const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as Report;
  expect(report).toMatchObject({
    specVersion: '2025-11-25',
    requirementSet: '2025-11-25@1',
    verdict: 'conformant',
  });
  expect(report.gate?.causes).toMatchObject([
    { kind: 'expectations', checks: ['server/challenge/status-401'] },
  ]);
  expect(await readFile(join(folder, 'summary.md'), 'utf8')).toContain('The gate does not hold');
});
