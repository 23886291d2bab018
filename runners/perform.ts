/** The run behind the tests: one run, its gate, and its report where one is wanted. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FailOn, Report, Role } from '../harness/contract.ts';
import type { Expectations } from '../harness/gate/expected-failures.ts';
import type { AuthorizationServerRunOptions, ClientRunOptions, ServerRunOptions } from '../index.ts';
import type { CheckChoice, ListedCheck } from './listed.ts';

/** How the tests of a suite are made and judged. */
export interface SuiteTests extends CheckChoice {
  /** Of the group of tests. */
  title?: string;
  /** The weakest duty whose violation fails its test; `must` by default. Others pass with an annotation. */
  failOn?: FailOn;
  /** YAML file of violations that are known; its tests pass until they would pass without it. */
  expectedFailures?: string;
  /** How many percent of the checks must come to a judgement. */
  minCoverage?: number;
  /** How long the whole run may take, milliseconds; ten minutes by default. */
  timeoutMs?: number;
  /** Folder for `report.json`; without it none is written. */
  outputFolder?: string;
}

/** The options of a run, or what gives them when the tests begin: a server that the tests start has no URL before. */
export type Given<Options> = Options | (() => Options | Promise<Options>);

export interface RunOptions {
  server: ServerRunOptions;
  'authorization-server': AuthorizationServerRunOptions;
  client: ClientRunOptions;
}

/** A run of a role's suite; it ends early when the signal says so. */
export type Run = (
  only: (id: string) => boolean,
  signal: AbortSignal,
  outputFolder: string | undefined,
) => Promise<Report>;

const TIMEOUT_MS = 600_000;
/** What ending an interrupted run and closing its lab may take. */
const GRACE_MS = 30_000;

/** How long a run may take, and how long whoever waits for it should. */
export function limitsOf({ timeoutMs = TIMEOUT_MS }: SuiteTests): { runMs: number; waitMs: number } {
  return { runMs: timeoutMs, waitMs: timeoutMs + GRACE_MS };
}

/** The suite is loaded when it begins, not when the tests are declared. */
export function runOf<R extends Role>(role: R, given: Given<RunOptions[R]>): Run {
  return async (only, signal, outputFolder) => {
    const [library, options] = await Promise.all([
      import('../index.ts'),
      typeof given === 'function' ? given() : given,
    ]);
    const suites = {
      server: library.runServerSuite,
      'authorization-server': library.runAuthorizationServerSuite,
      client: library.runClientSuite,
    };
    const suite = suites[role] as (options: RunOptions[R]) => Promise<Report>;
    const { only: own } = options;
    return suite({
      ...options,
      ...(role === 'server' && outputFolder !== undefined ? { outputFolder } : {}),
      only: (id) => only(id) && (own?.(id) ?? true),
      signal: options.signal === undefined ? signal : AbortSignal.any([options.signal, signal]),
    });
  };
}

/**
 * Runs what is wanted and applies the gate.
 *
 * @param all Every check there is: an entry of the expected failures may be about one that does not run.
 */
export async function perform(
  run: Run,
  wanted: ReadonlySet<string>,
  all: readonly ListedCheck[],
  tests: SuiteTests,
): Promise<Report> {
  const { failOn = 'must', expectedFailures, minCoverage, outputFolder } = tests;
  const expectations =
    expectedFailures === undefined ? undefined : await expectationsOf(expectedFailures, wanted, all);
  if (outputFolder !== undefined) await mkdir(outputFolder, { recursive: true });
  const signal = AbortSignal.timeout(limitsOf(tests).runMs);
  const [found, { gate }] = await Promise.all([
    run((id) => wanted.has(id), signal, outputFolder),
    import('../harness/gate/gate.ts'),
  ]);
  const report = gate(found, { failOn, minCoverage, expectations });
  if (outputFolder !== undefined) {
    const { reporters } = await import('../reports/index.ts');
    await writeFile(join(outputFolder, 'report.json'), reporters.json.render(report));
  }
  return report;
}

async function expectationsOf(
  file: string,
  wanted: ReadonlySet<string>,
  all: readonly ListedCheck[],
): Promise<Expectations> {
  const { expectationsIn } = await import('../harness/gate/expected-failures.ts');
  const roles = new Set(all.filter(({ id }) => wanted.has(id)).map(({ role }) => role));
  const narrowed = all.some(({ id, role }) => roles.has(role) && !wanted.has(id));
  const known = narrowed ? new Set(all.flatMap(({ id, requirement }) => [id, requirement])) : undefined;
  return expectationsIn(await readFile(file, 'utf8'), file, known);
}
