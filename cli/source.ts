/** `--source`: where in the user's repository findings are to be shown. */
import { isAbsolute, relative } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { RenderOptions } from '../reports/index.ts';
import { globOf } from '../harness/glob.ts';

/** `[checks=]path[:line]`. */
export interface GivenSource {
  checks: string;
  path: string;
  line: number;
}

/** `--source 'server/challenge/*=src/auth.ts:12'`, repeatable; without checks it is for all. */
export function source(text: string, before: GivenSource[] = []): GivenSource[] {
  const [, checks, path, line] = /^(?:([^=\s]+)=)?([^=\s:][^:=\n]*?)(?::([1-9]\d{0,6}))?$/.exec(text) ?? [];
  if (path === undefined) {
    throw new InvalidArgumentError(
      "Write a path, its line after a colon: 'server/challenge/*=src/auth.ts:12'",
    );
  }
  return [...before, { checks: checks ?? '*', path: repositoryPath(path), line: Number(line ?? 1) }];
}

function repositoryPath(path: string): string {
  const short = (isAbsolute(path) ? relative(process.cwd(), path) : path).replaceAll('\\', '/');
  return short.replace(/^(\.\/)+/, '');
}

/** The first entry that names a check decides; one without checks comes last. */
export function locator(sources: readonly GivenSource[] | undefined): RenderOptions {
  if (sources === undefined) return {};
  const entries = [...sources]
    .sort((a, b) => Number(a.checks === '*') - Number(b.checks === '*'))
    .map(({ checks, path, line }) => ({ matches: globOf(checks), place: { path, line } }));
  return { locate: ({ id }) => entries.find(({ matches }) => matches(id))?.place };
}
