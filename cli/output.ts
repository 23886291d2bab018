/** The output folder and the files in it. Everything is tried before a run starts, so that no result is lost. */
import { access, constants, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { Option } from 'commander';
import type { Report } from '../harness/contract.ts';
import type { Reporter, RenderOptions } from '../reports/index.ts';
import { codeOf, messageOf, usageFailure } from './failure.ts';
import { formats, oneOf, type GivenReporter } from './parse.ts';

export const DEFAULT_OUTPUT = './mcp-auth-report';

/** `-f, --format`, of every command that writes reports. */
export function formatFlag(): Option {
  return new Option(
    '-f, --format <names>',
    'write further reports: html, junit, sarif, markdown, badge, csv, har, code-quality, github, terminal',
  ).argParser(formats);
}

/** A file that a run will write. */
interface PlannedFile {
  path: string;
  render: (report: Report, options: RenderOptions) => string;
}

export interface Output {
  folder: string;
  /** Of the files, in the order of writing. */
  paths: readonly string[];
  /** Writes `report.json` and what `--format` and `--reporter` asked for. */
  write: (report: Report) => Promise<void>;
}

/**
 * Makes the folder and sees that every file can be written.
 *
 * @param given Beside `report.json`, which is always written.
 * @throws Failure (usage) that names the path and what is wrong with it.
 */
export async function prepareOutput(
  folder: string,
  given: readonly GivenReporter[],
  options: RenderOptions = {},
): Promise<Output> {
  return prepareFiles(folder, [{ name: 'json' }, ...given.filter(isNotTheReport)], options);
}

function isNotTheReport({ name, path }: GivenReporter): boolean {
  return name !== 'json' || path !== undefined;
}

/** The same for the given formats only. @throws Failure (usage) */
export async function prepareFiles(
  folder: string,
  given: readonly GivenReporter[],
  options: RenderOptions = {},
): Promise<Output> {
  const files: PlannedFile[] = [];
  for (const { name, path } of given) {
    const reporter = await reporterOf(name);
    const target = path ?? join(folder, `report.${reporter.extension}`);
    files.push({ path: target, render: reporter.render });
    for (const { extension, render } of reporter.also ?? []) {
      files.push({ path: `${target.slice(0, -extname(target).length || undefined)}.${extension}`, render });
    }
  }
  for (const { path } of files) await tryToWrite(path);
  return {
    folder,
    paths: files.map(({ path }) => path),
    write: (report) => writeAll(files, report, options),
  };
}

/** A format by its name. @throws Failure (usage) */
export async function reporterOf(name: string): Promise<Reporter> {
  const { reporters } = await import('../reports/index.ts');
  return reporters[oneOf('reporter', name, Object.keys(reporters)) as keyof typeof reporters];
}

/** One file in a folder; tried before anything is run. @throws Failure (usage) */
export async function prepareFile(
  folder: string,
  name: string,
): Promise<{ write: (text: string) => Promise<void> }> {
  const path = join(folder, name);
  await tryToWrite(path);
  return { write: (text) => writeFile(path, text) };
}

async function writeAll(files: PlannedFile[], report: Report, options: RenderOptions): Promise<void> {
  for (const { path, render } of files) {
    try {
      await writeFile(path, render(report, options));
    } catch (error) {
      throw usageFailure(`The report could not be written to ${resolve(path)}: ${reasonOf(error)}.`);
    }
  }
}

async function tryToWrite(path: string): Promise<void> {
  const folder = dirname(path);
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw usageFailure(
      `The output folder ${resolve(folder)} cannot be used: ${reasonOf(error)}. Name another one with -o, or make it writable.`,
    );
  }
  const existing = await stat(path).catch(() => undefined);
  if (existing?.isDirectory() === true) {
    throw usageFailure(`${resolve(path)} is a folder, so no report can be written there. Name a file.`);
  }
  if (existing === undefined) return;
  await access(path, constants.W_OK).catch((error: unknown) => {
    throw usageFailure(`The file ${resolve(path)} cannot be overwritten: ${reasonOf(error)}.`);
  });
}

/** Not `mkdir` with `recursive`: Node.js 20 never returns from it below `/proc`. */
async function makeFolder(path: string): Promise<void> {
  if ((await stat(path).catch(() => undefined))?.isDirectory() === true) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path);
}

const REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EEXIST: 'a file of that name is in the way',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder',
  ENOENT: 'no folder can be made there',
};

function reasonOf(error: unknown): string {
  return REASONS[codeOf(error) ?? ''] ?? messageOf(error);
}
