/** The `report` command in this process: what it writes, prints and ends with. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Report } from '../harness/contract.ts';
import { renderJson } from '../reports/json.ts';
import { checkWith, reportWith, sampleReport } from '../reports/sample.test-helper.ts';
import { createProgram } from './program.ts';

let folder: string;
let before: typeof process.exitCode;
const printed = { stdout: '', stderr: '' };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcp-auth-report-'));
  before = process.exitCode;
  for (const stream of ['stdout', 'stderr'] as const) {
    printed[stream] = '';
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      printed[stream] += String(text);
      return true;
    });
  }
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = before;
  await rm(folder, { recursive: true });
});

async function put(name: string, report: Report): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, renderJson(report));
  return path;
}

/** Runs the command and gives its exit code. */
async function run(...args: string[]): Promise<number> {
  vi.stubEnv('GITHUB_ACTIONS', '');
  process.exitCode = 0;
  await createProgram().parseAsync(['report', ...args], { from: 'user' });
  return process.exitCode;
}

const failing = () => reportWith([checkWith('server/a/b', 'fail'), checkWith('server/a/c', 'pass')], []);

describe('report', () => {
  it('writes every format beside the report', async () => {
    const path = await put('report.json', sampleReport());
    const all = 'html,junit,sarif,markdown,badge,csv,har,code-quality,github,terminal';
    expect(await run(path, '-f', all)).toBe(0);
    expect((await readdir(folder)).sort()).toEqual([
      'report.badge.json',
      'report.code-quality.json',
      'report.csv',
      'report.github.txt',
      'report.har',
      'report.html',
      'report.json',
      'report.md',
      'report.sarif',
      'report.svg',
      'report.txt',
      'report.xml',
    ]);
    expect(printed.stdout).toBe('');
    expect(printed.stderr).toMatch(/^Wrote .*report\.html/);
  });

  it('prints the report, or one format', async () => {
    const path = await put('report.json', sampleReport());
    await run(folder);
    expect(printed.stdout).toMatch(/^✗ Not conformant/);
    printed.stdout = '';
    await run(path, '-f', 'csv', '-o', '-');
    expect(printed.stdout).toMatch(/^target,url,role,/);
    await expect(run(path, '-f', 'csv,har', '-o', '-')).rejects.toThrow('prints one format');
  });

  it('does not overwrite the report', async () => {
    const path = await put('report.json', sampleReport());
    await expect(run(path, '-f', 'json')).rejects.toThrow('which is not overwritten');
    expect(await readFile(path, 'utf8')).toBe(renderJson(sampleReport()));
  });

  it('has the exit code of a run when a gate is asked for', async () => {
    const path = await put('report.json', failing());
    expect(await run(path)).toBe(0);
    expect(await run(path, '--fail-on', 'must')).toBe(1);
    expect(await run(path, '--min-coverage', '100')).toBe(1);
    const known = join(folder, 'known.yaml');
    await writeFile(known, '- check: server/a/b\n  reason: issue 12\n');
    expect(await run(path, '--expected-failures', known)).toBe(0);
    expect(printed.stdout).toContain('Expected failures: 1 violation excused.');
    expect(await run(path, '--baseline', path)).toBe(0);
    expect(printed.stdout).toContain('Baseline: 0 fixed, 0 new, 1 unchanged.');
  });

  it('shows what a requirement set does not count', async () => {
    const path = await put('report.json', failing());
    expect(await run(path, '--profile', '2025-11-25@1')).toBe(3);
    expect(printed.stdout).toContain('new, not yet counted: server/a/b: fail');
    await expect(run(path, '--profile', '2026-07-28@1')).rejects.toThrow('does not fit it');
    await expect(run(path, '--profile', '2025-11-25@99')).rejects.toThrow(/no requirement set.*2025-11-25@1/);
    await expect(run(path, '--profile', 'strict')).rejects.toThrow('Write it like --profile 2025-11-25@1');
  });

  it('judges again', async () => {
    const path = await put('report.json', sampleReport());
    await run(path, '--rejudge', '-f', 'json', '-o', join(folder, 'again'));
    const again = JSON.parse(await readFile(join(folder, 'again/report.json'), 'utf8')) as Report;
    expect(again.notes?.[0]).toMatch(/This version has no such check.*server\/metadata\/json/);
  });

  it.each([
    ['there is none', 'gone.json', /cannot be read: there is no such file/],
    ['it is none', 'known.yaml', /is not JSON/],
  ])('says when %s', async (_, name, message) => {
    await writeFile(join(folder, 'known.yaml'), '- check: x\n');
    await expect(run(join(folder, name))).rejects.toThrow(message);
  });
});

describe('report diff', () => {
  it('tells what changed, and fails on what is new', async () => {
    const old = await put(
      'old.json',
      reportWith([checkWith('server/a/b', 'pass'), checkWith('server/a/c', 'fail')], []),
    );
    const now = await put('new.json', failing());
    expect(await run('diff', old, now)).toBe(1);
    expect(printed.stdout).toMatch(/New violations \(1\)\n {2}.*server\/a\/b[^]*Fixed \(1\)\n.*server\/a\/c/);
    printed.stdout = '';
    expect(await run('diff', now, now, '--json')).toBe(0);
    expect(JSON.parse(printed.stdout)).toMatchObject({ new: [], unchanged: ['server/a/b'] });
  });
});

describe('report merge', () => {
  it('writes one report of several, and gates on it', async () => {
    const one = await put('one/report.json', failing());
    const two = await put('two/report.json', reportWith([checkWith('server/d/e', 'pass')], []));
    const all = join(folder, 'all');
    expect(await run('merge', one, two, '-o', all, '-f', 'csv', '--fail-on', 'must')).toBe(1);
    expect((await readdir(all)).sort()).toEqual(['report.csv', 'report.json']);
    const merged = JSON.parse(await readFile(join(all, 'report.json'), 'utf8')) as Report;
    expect(merged.checks.map(({ id }) => id)).toEqual(['server/a/b', 'server/a/c', 'server/d/e']);
  });
});
