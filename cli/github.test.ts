import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sampleReport } from '../reports/sample.test-helper.ts';
import { tellGithub, withoutCommands } from './github.ts';

it('annotates the job and adds to its summary', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-auth-github-'));
  try {
    const summary = join(folder, 'summary.md');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    let told = '';
    for (let times = 0; times < 2; times += 1)
      await tellGithub(sampleReport(), {}, (text) => (told += text), env);
    expect(told.match(/^::error title=/gm)).toHaveLength(4);
    expect((await readFile(summary, 'utf8')).match(/^## ❌ Not conformant/gm)).toHaveLength(2);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('says nothing elsewhere, and goes on when the summary cannot be written', async () => {
  let told = '';
  const write = (text: string) => (told += text);
  await tellGithub(sampleReport(), {}, write, { GITHUB_STEP_SUMMARY: '/nowhere/at/all' });
  expect(told).toBe('');
  await tellGithub(sampleReport(), {}, write, {
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: '/nowhere/at/all',
  });
  expect(told).toMatch(/The job summary could not be written: .*nowhere/);
});

it('takes no command from what a target answered', () => {
  const text = '::add-mask::x\n';
  expect(withoutCommands(text, { GITHUB_ACTIONS: 'true' }, 'token')).toBe(
    '::stop-commands::token\n::add-mask::x\n::token::\n',
  );
  expect(withoutCommands(text, {})).toBe(text);
});
