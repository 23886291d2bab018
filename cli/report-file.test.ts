/** Files that are no report, or a harmful one: refused in one line, with the exit code of a usage error. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderJson } from '../reports/json.ts';
import { sampleReport } from '../reports/sample.test-helper.ts';
import { EXIT, Failure } from './failure.ts';
import { readReportFile } from './report-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-file-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function refusal(name: string, content: string | { bytes: number }): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : '');
  // Sparse: it takes no room.
  if (typeof content !== 'string') await truncate(file, content.bytes);
  const error: unknown = await readReportFile(file).catch((thrown: unknown) => thrown);
  if (!(error instanceof Failure)) throw new Error(`${name} was not refused: ${String(error)}`);
  expect(error.exitCode).toBe(EXIT.usage);
  expect(error.message).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u2028-\u202E]/);
  expect(error.message).toContain(file);
  return error.message;
}

const whole = renderJson(sampleReport());
const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const [check] = sampleReport().checks;

it.each<[string, string | { bytes: number }, RegExp]>([
  ['of 100 MB', { bytes: 100 * 1024 * 1024 }, /has 100 MB; a report of more than 64 MB is not read/],
  ['truncated', whole.slice(0, whole.length / 2), /ends in the middle.*Run the suite again/],
  ['of zeros', { bytes: 4_096 }, /is not JSON/],
  ['of a later schema', whole.replace('"schemaVersion": "1"', '"schemaVersion": "7"'), /schema version "7"/],
  ['of deep lists', deep(2_000_000), /is JSON, but no report|is not JSON|nested too deeply/],
  [
    'of a check with deep facts',
    renderJson({
      ...sampleReport(),
      checks: [{ ...sampleReport().checks[0], exhibits: { deep: 'DEEP' } } as never],
    }).replace('"DEEP"', deep(200_000)),
    /nested too deeply|not JSON/,
  ],
  [
    'of controls',
    JSON.stringify({ ...sampleReport(), checks: [{ ...check, outcome: '\u001B]0;owned\u0007\u001B[2J' }] }),
    /is not a whole report: checks\.0\.outcome/,
  ],
])('a file %s', async (name, content, message) => {
  expect(await refusal(`${name}.json`, content)).toMatch(message);
});

it.skipIf(!existsSync('/dev/zero'))('a file that never ends', async () => {
  const error: unknown = await readReportFile('/dev/zero').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    exitCode: EXIT.usage,
    message: '/dev/zero goes on and on; a report of more than 64 MB is not read.',
  });
});

it('a folder without a report, and a file that is not there', async () => {
  const error: unknown = await readReportFile(folder).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    exitCode: EXIT.usage,
    message: expect.stringContaining('there is no such file') as string,
  });
});
