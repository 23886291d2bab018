/** Reads the reports that the user names. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../harness/contract.ts';
import { codeOf, Failure, messageOf, usageFailure } from './failure.ts';

/** A run of some hundred checks writes two; nobody's report comes near, and parsing more would take the machine's memory. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The path that stands for standard input, as in `… --json | mcp-auth-conformance report - -f html`. */
const STANDARD_INPUT = '-';

/**
 * A report by its path; of a folder, its `report.json`.
 *
 * @throws Failure (usage) that says what is wrong with it.
 */
export async function readReportFile(path: string): Promise<Report> {
  const file = await fileOf(path);
  const { readReport, UnreadableReport } = await import('../reports/read.ts');
  try {
    return readReport(await textOf(file), file === STANDARD_INPUT ? 'Standard input' : file);
  } catch (error) {
    if (error instanceof UnreadableReport) throw usageFailure(error.message);
    if (error instanceof Failure) throw error;
    throw unreadable(file, error);
  }
}

/** The file that a path means. */
export async function fileOf(path: string): Promise<string> {
  if (path === STANDARD_INPUT) return path;
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (found.isDirectory()) return fileOf(join(path, 'report.json'));
  if (found.size <= MOST_BYTES) return path;
  throw tooLong(path, `has ${Math.round(found.size / 1024 / 1024)} MB`);
}

/** A pipe or a device tells no size before, and may never end. */
async function textOf(file: string): Promise<string> {
  const stream = file === STANDARD_INPUT ? process.stdin : createReadStream(file);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES)
      throw tooLong(file === STANDARD_INPUT ? 'Standard input' : file, 'goes on and on');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tooLong(name: string, what: string): Error {
  return usageFailure(`${name} ${what}; a report of more than ${MOST_BYTES / 1024 / 1024} MB is not read.`);
}

function unreadable(path: string, error: unknown): Error {
  const code = codeOf(error);
  if (code === undefined) return error instanceof Error ? error : new Error(messageOf(error));
  const why = { ENOENT: 'there is no such file', EACCES: 'permission denied' }[code] ?? messageOf(error);
  return usageFailure(`The report ${path} cannot be read: ${why}.`);
}
