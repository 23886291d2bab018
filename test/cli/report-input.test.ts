/** What `report` is given by mistake, or by a pipe: one clear line and exit code 2, or the report. */
import { spawn } from 'node:child_process';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderCsv } from '../../reports/csv.ts';
import { renderJson } from '../../reports/json.ts';
import { sampleReport } from '../../reports/sample.test-helper.ts';
import { COMMAND, run, temporaryFolder, type Ended } from './command-line.ts';

const whole = renderJson(sampleReport());

/** Runs `report` with a text, or with one that never ends, on its standard input. */
function piped(args: string[], text: string, endless = false): Promise<Ended> {
  const child = spawn(process.execPath, [...COMMAND, 'report', ...args], {
    env: { ...process.env, NO_COLOR: '1', DEBUG: '', GITHUB_ACTIONS: '' },
    timeout: 50_000,
    killSignal: 'SIGKILL',
  });
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (printed.stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (printed.stderr += chunk));
  // It stops reading before the end.
  child.stdin.on('error', () => undefined);
  const write = (): void => {
    while (child.stdin.writable && child.stdin.write(text));
  };
  if (endless) {
    child.stdin.on('drain', write);
    write();
  } else child.stdin.end(text);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...printed })));
}

it('a report on standard input is converted', async () => {
  const { code, stdout, stderr } = await piped(['-', '-f', 'csv', '-o', '-'], whole);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(renderCsv(sampleReport()));
});

it.each<[string, string, RegExp, boolean?]>([
  ['nothing', '', /^Standard input is empty\./],
  ['half a report', whole.slice(0, whole.length / 2), /^Standard input ends in the middle/],
  ['another schema version', whole.replace('"schemaVersion": "1"', '"schemaVersion": "2"'), /version "2"/],
  ['no end', 'x'.repeat(1_000_000), /^Standard input goes on and on; .* more than 64 MB is not read/, true],
])('standard input with %s', async (_, text, message, endless) => {
  const { code, stdout, stderr } = await piped(['-'], text, endless);
  expect(stderr).toMatch(message);
  expect(stderr.trimEnd()).not.toContain('\n');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

it('several files at fault: one line that names the file, and nothing is written', async () => {
  const folder = await temporaryFolder();
  try {
    const file = (name: string) => join(folder.path, name);
    await mkdir(file('folder'));
    await writeFile(file('huge.json'), '');
    // Sparse: it takes no room.
    await truncate(file('huge.json'), 100 * 1024 * 1024);
    for (const [name, message] of [
      ['folder', /folder[/\\]report\.json cannot be read: there is no such file/],
      ['huge.json', /huge\.json has 100 MB/],
    ] as const) {
      const { code, stdout, stderr } = await run(['report', file(name), '-f', 'html', '-o', file('out')]);
      expect(stderr).toMatch(message);
      expect(stderr.trimEnd()).not.toContain('\n');
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    }
    await expect(mkdir(file('out'))).resolves.toBeUndefined();
  } finally {
    await folder.remove();
  }
});
