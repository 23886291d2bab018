/** What every command that runs a suite shares: progress, interruption, reports, verdict and exit code. */
import type { Report, RunEvent } from '../harness/contract.ts';
import type { GatePolicy } from '../harness/gate/gate.ts';
import type { RenderOptions } from '../reports/index.ts';
import { EXIT, Failure } from './failure.ts';
import { gated, policyOf, type GateFlags } from './gate-flags.ts';
import { tellGithub, withoutCommands } from './github.ts';
import { hintFor } from './hints.ts';
import { onInterrupt, type Interruption, type Taken } from './interrupt.ts';
import { showsLinks } from './links.ts';
import { prepareOutput, type Output } from './output.ts';
import type { GivenReporter } from './parse.ts';
import { createProgress, silent } from './progress.ts';
import { clean } from '../harness/clean.ts';
import { locator, type GivenSource } from './source.ts';

/** The flags that `addRunFlags` adds. */
export interface RunFlags extends GateFlags {
  output: string;
  format?: GivenReporter[];
  reporter?: GivenReporter[];
  source?: GivenSource[];
  json?: true;
  quiet?: true;
  verbose?: true;
}

/** What a run is given. */
export interface RunHooks {
  signal: AbortSignal;
  onEvent: (event: RunEvent) => void;
  /** Exists and can be written to. */
  outputFolder: string;
}

/** Runs a suite of one target. */
export type SuiteRun = (hooks: RunHooks) => Promise<Report>;

/** What a command does with its run, once its flags are understood: `runSuite`, unless somebody gathers runs. */
export type Perform = (flags: RunFlags, run: SuiteRun, taken?: Taken) => Promise<void>;

/** What a run needs beside its target. Whatever the user may have got wrong has been tried. */
export interface PreparedRun {
  flags: RunFlags;
  policy: GatePolicy;
  output: Output;
  options: RenderOptions;
}

/** @throws Failure (usage) for a file that cannot be read or written. */
export async function prepareRun(flags: RunFlags): Promise<PreparedRun> {
  const options = locator(flags.source);
  const policy = await policyOf({ ...flags });
  const given = [...(flags.format ?? []), ...(flags.reporter ?? [])];
  return { flags, policy, output: await prepareOutput(flags.output, given, options), options };
}

/**
 * Runs a suite, applies the gate and writes the reports.
 *
 * @param taken What Ctrl-C may end in place of the run.
 */
export async function performRun(
  { flags, policy, output }: PreparedRun,
  run: SuiteRun,
  taken?: Taken,
): Promise<{ report: Report; interruption: Interruption }> {
  const color = usesColor(process.stderr);
  const progress =
    flags.quiet === true
      ? silent
      : createProgress(process.stderr, color, { verbose: flags.verbose === true });
  const interruption = onInterrupt(() => {
    progress.done();
    process.stderr.write(
      'Interrupted: ending the run and writing what was found. Ctrl-C again ends at once.\n',
    );
  }, taken);
  let report: Report;
  try {
    const { signal } = interruption;
    const found = await run({ signal, onEvent: progress.onEvent, outputFolder: output.folder });
    report = await gated(found, policy);
  } catch (error) {
    progress.done();
    interruption.release();
    if (interruption.signal.aborted)
      throw new Failure('Interrupted before anything was found.', EXIT.interrupted);
    throw error;
  }
  progress.done();
  await output.write(report);
  return { report, interruption };
}

/** Runs a suite and writes its reports; sets the exit code of the process. */
export async function runSuite(flags: RunFlags, run: SuiteRun, taken?: Taken): Promise<void> {
  const prepared = await prepareRun(flags);
  const { report, interruption } = await performRun(prepared, run, taken);
  await printReport(report, flags, prepared.output);
  const stream = flags.json === true ? process.stderr : process.stdout;
  await tellGithub(report, prepared.options, (text) => stream.write(text));
  const hint = interruption.signal.aborted ? undefined : hintFor(report);
  if (hint !== undefined) process.stderr.write(`${hint}\n`);
  interruption.release();
  process.exitCode = interruption.signal.aborted ? EXIT.interrupted : (report.gate?.exitCode ?? EXIT.bug);
}

/** On standard output: the report for people, or by `--json` the report itself. */
export async function printReport(
  report: Report,
  flags: Pick<RunFlags, 'json' | 'verbose'>,
  { folder }: Pick<Output, 'folder'>,
): Promise<void> {
  const { renderGate, renderTerminal, reporters } = await import('../reports/index.ts');
  const gate = renderGate(report);
  if (flags.json === true) {
    process.stdout.write(reporters.json.render(report));
    for (const line of report.trouble ?? []) process.stderr.write(`${clean(line)}\n`);
    process.stderr.write(gate);
    return;
  }
  const text = renderTerminal(report, {
    color: usesColor(process.stdout),
    width: process.stdout.columns,
    verbose: flags.verbose === true,
    links: showsLinks(process.stdout),
    outputFolder: folder,
  });
  process.stdout.write(withoutCommands(`${text}${gate}`));
}

/** Colours only at a terminal, and never against `NO_COLOR` (https://no-color.org). */
export function usesColor(stream: { isTTY?: boolean }): boolean {
  return stream.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
}
