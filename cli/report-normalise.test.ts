import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderJson } from '../reports/json.ts';
import { normaliseReport } from '../reports/normalise.ts';
import { readReport } from '../reports/read.ts';
import { sampleReport } from '../reports/sample.test-helper.ts';
import { EXIT } from './failure.ts';
import { createProgram } from './program.ts';

let folder: string;
let printed = '';
/** What is read has its members in the order of the schema. */
const expected = renderJson(normaliseReport(readReport(renderJson(sampleReport()), 'report.json')));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'normalise-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  await writeFile(join(folder, 'report.json'), renderJson(sampleReport()));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const run = (...args: string[]) =>
  createProgram().parseAsync(['report', 'normalise', ...args], { from: 'user' });

it('prints the report of a folder', async () => {
  await run(folder);
  expect(printed).toBe(expected);
});

it('writes it to a file, again and again the same', async () => {
  const [first, second] = [join(folder, 'first.json'), join(folder, 'second.json')];
  await run(join(folder, 'report.json'), '-o', first);
  await run(first, '-o', second);
  expect(printed).toBe('');
  expect(await readFile(first, 'utf8')).toBe(expected);
  expect(await readFile(second, 'utf8')).toBe(expected);
});

it('refuses what cannot be read or written', async () => {
  await expect(run(join(folder, 'none.json'))).rejects.toMatchObject({ exitCode: EXIT.usage });
  await expect(run(folder, '-o', join(folder, 'none', 'x.json'))).rejects.toMatchObject({
    exitCode: EXIT.usage,
  });
});
