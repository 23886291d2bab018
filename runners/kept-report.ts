/**
 * One run for all workers: Playwright ends a worker with each test that fails, and the next one knows nothing of it. The
 * report waits for it in the output folder, which Playwright empties when a run begins; so does an error that kept the
 * run from its report, else each test would try again.
 */
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Report } from '../harness/contract.ts';

export interface KeptReport {
  /**
   * What another worker of this run has left, or something new.
   *
   * @param test Who asks; within one run each test asks once.
   * @throws what `make` throws, the first time; after that its text is given.
   */
  get(test: string, make: () => Promise<Report>): Promise<Kept>;
}

export type Kept = { report: Report } | { error: string };

export interface KeptReportOptions {
  /** What all workers of a run have in common, and other runs mostly have not: the process that started them. */
  run?: number;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

/**
 * A worker follows the one before at once. With a window (--ui) runs share a process and the folder is not emptied: what
 * nobody has asked for in the meantime is of an earlier run, and so is what the same test has been told already.
 */
const GOOD_FOR_MS = 30_000;

/** @param key Tells the runs in one folder apart. */
export function createKeptReport(
  folder: string,
  key: string,
  { run = process.ppid, now = Date.now }: KeptReportOptions = {},
): KeptReport {
  const name = createHash('sha256').update(`${run}\n${key}`).digest('hex').slice(0, 32);
  const file = join(folder, '.mcp-auth-conformance', `${name}.json`);
  const toldFile = `${file}.told`;
  let kept: Promise<Kept> | undefined;

  async function begin(test: string, make: () => Promise<Report>): Promise<Kept> {
    const found = (await linesOf(toldFile)).includes(test) ? undefined : await read(file, now);
    if (found !== undefined) return found;
    await rm(toldFile, { force: true });
    try {
      const made = { report: await make() };
      await write(file, made);
      return made;
    } catch (error) {
      await write(file, { error: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  }

  return {
    get: async (test, make) => {
      kept ??= begin(test, make);
      try {
        return await kept;
      } finally {
        await appendFile(toldFile, `${test}\n`);
      }
    },
  };
}

async function linesOf(file: string): Promise<string[]> {
  return (await readFile(file, 'utf8').catch(() => '')).split('\n');
}

async function write(file: string, kept: Kept): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.part`, JSON.stringify(kept));
  await rename(`${file}.part`, file);
}

async function read(file: string, now: () => number): Promise<Kept | undefined> {
  try {
    if (now() - (await stat(file)).mtimeMs > GOOD_FOR_MS) return undefined;
    const kept = JSON.parse(await readFile(file, 'utf8')) as Kept;
    await utimes(file, now() / 1_000, now() / 1_000);
    return kept;
  } catch {
    return undefined;
  }
}
