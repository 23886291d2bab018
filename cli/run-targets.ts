/** `run`: all targets of the config file, one after another, and their reports as one. */
import { dirname, resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { CheckResult, Report } from '../harness/contract.ts';
import type { NamedReport } from '../harness/gate/merge-gated.ts';
import type { RenderOptions } from '../reports/index.ts';
import { loadConfig } from './config-load.ts';
import type { Config, TargetSettings } from './config.ts';
import { EXIT, Failure, messageOf, usageFailure } from './failure.ts';
import { tellGithub } from './github.ts';
import { hintFor } from './hints.ts';
import { onInterrupt } from './interrupt.ts';
import { DEFAULT_OUTPUT, formatFlag, prepareOutput, type Output } from './output.ts';
import { oneOf, reporter, type GivenReporter } from './parse.ts';
import { clean } from '../harness/clean.ts';
import { gather, type ReadyTarget } from './run-gather.ts';
import { performRun, printReport } from './suite-run.ts';

const HELP = `
Examples:
  $ mcp-auth-conformance init                     writes a config file for this project
  $ mcp-auth-conformance run                      all targets
  $ mcp-auth-conformance run web-search agent     these two
  $ mcp-auth-conformance run --config ci/mcp.yaml -o out -f html,junit

Without --config, mcp-auth-conformance.config.{ts,js,mjs,json,yaml,yml} of this folder is taken. Each target writes its
reports to a folder of its name, the merged ones stand beside. Each target has a gate of its own; the exit code is that of
the worst: 1 violations, 70 a bug of this tool, 2 what could not be used, 3 incomplete.`;

export interface RunTargetsFlags {
  config?: string;
  output?: string;
  format?: GivenReporter[];
  reporter?: GivenReporter[];
  json?: true;
  verbose?: true;
  quiet?: true;
}

export function runCommand(): Command {
  return new Command('run')
    .summary('test all targets of the config file')
    .description('Tests the targets of the config file, one after another, and merges their reports.')
    .argument('[names...]', 'of the targets; all without')
    .option('-c, --config <file>', 'another config file')
    .option('-o, --output <folder>', `folder for the reports and logs (default: "${DEFAULT_OUTPUT}")`)
    .addOption(formatFlag())
    .addOption(
      new Option(
        '--reporter <name[=path]>',
        'write a further merged report to a path of its own; repeatable',
      ).argParser(reporter),
    )
    .option('--json', 'print the merged report.json on standard output, and nothing else')
    .option('--verbose', 'show every check and all evidence')
    .option('--quiet', 'no progress')
    .addHelpText('after', HELP)
    .action(runTargets);
}

/** Runs the targets; sets the exit code of the process. */
export async function runTargets(names: string[], given: RunTargetsFlags): Promise<void> {
  const { path, config } = await loadConfig(given.config);
  const chosen = choose(config, names);
  // What the command line says is seen from where it was called, what the file says from its folder.
  const flags = fromHere(given);
  if (dirname(path) !== process.cwd()) process.chdir(dirname(path));
  const folder = flags.output ?? config.output ?? DEFAULT_OUTPUT;
  const ready: ReadyTarget[] = [];
  for (const [name, settings] of chosen) {
    const options = { output: folder, verbose: flags.verbose === true, quiet: flags.quiet === true };
    ready.push(await gather(name, settings, { ...options, environment: process.env }));
  }
  const options = locatorOf(ready);
  const output = await prepareOutput(folder, formatsOf(config, flags), options.current);
  requireApart(ready, output);
  await runAll({ flags, output, ready, options });
}

/** Beside what each run does about Ctrl-C, so that one between two of them, or while they are merged, loses nothing. */
async function runAll(place: Place): Promise<void> {
  const { ready, flags } = place;
  let between = true;
  const interruption = onInterrupt(() => {
    if (between) process.stderr.write('Interrupted: writing what was found. Ctrl-C again ends at once.\n');
  });
  const { signal } = interruption;
  try {
    const ended: Ended[] = [];
    for (const [index, target] of ready.entries()) {
      if (signal.aborted) break;
      between = false;
      ended.push(await runOne(target, flags, `${index + 1} of ${ready.length}`));
      between = true;
    }
    await conclude(ended, place, signal);
  } finally {
    interruption.release();
  }
}

function choose({ targets }: Config, names: string[]): [string, TargetSettings][] {
  const all = Object.entries(targets);
  for (const name of names) oneOf('target', name, Object.keys(targets));
  return names.length === 0 ? all : all.filter(([name]) => names.includes(name));
}

function fromHere(flags: RunTargetsFlags): RunTargetsFlags {
  const { output, reporter: reporters } = flags;
  return {
    ...flags,
    ...(output === undefined ? {} : { output: resolve(output) }),
    ...(reporters === undefined
      ? {}
      : {
          reporter: reporters.map((one) =>
            one.path === undefined ? one : { ...one, path: resolve(one.path) },
          ),
        }),
  };
}

function formatsOf(config: Config, flags: RunTargetsFlags): GivenReporter[] {
  const asked = [...(flags.format ?? []), ...(flags.reporter ?? [])];
  if (asked.length > 0) return asked;
  return [
    ...(config.format ?? []).map((name) => ({ name })),
    ...Object.entries(config.reporter ?? {}).map(([name, path]) => ({ name, path })),
  ];
}

/** @throws Failure (usage) when one would overwrite what another wrote. */
function requireApart(ready: readonly ReadyTarget[], output: Output): void {
  const owners = new Map(output.paths.map((path) => [resolve(path), 'the merged report']));
  for (const { name, prepared } of ready) {
    for (const path of prepared.output.paths) {
      const owner = owners.get(resolve(path));
      if (owner !== undefined)
        throw usageFailure(`targets.${name}: ${path} is also written by ${owner}. Name another output.`);
      owners.set(resolve(path), `targets.${name}`);
    }
  }
}

interface Ended {
  target: ReadyTarget;
  /** Undefined when it could not be run. */
  report?: Report;
  trouble?: string;
  exitCode: number;
}

async function runOne(target: ReadyTarget, flags: RunTargetsFlags, count: string): Promise<Ended> {
  const { name, settings, prepared, run } = target;
  const heading = `\n${name} (${count}): ${settings.role}\n`;
  if (flags.quiet !== true) process.stderr.write(heading);
  try {
    const { report, interruption } = await performRun(prepared, run);
    const interrupted = interruption.signal.aborted;
    if (flags.json !== true) {
      // Progress has said it already, where somebody looks at both.
      if (flags.quiet === true || !process.stdout.isTTY) process.stdout.write(heading);
      await printReport(report, { ...prepared.flags }, prepared.output);
    }
    const hint = interrupted ? undefined : hintFor(report);
    if (hint !== undefined) process.stderr.write(`${hint}\n`);
    interruption.release();
    return { target, report, exitCode: interrupted ? EXIT.interrupted : (report.gate?.exitCode ?? EXIT.bug) };
  } catch (error) {
    // The others are worth running all the same.
    const exitCode = error instanceof Failure ? error.exitCode : EXIT.bug;
    const what = error instanceof Failure ? '' : 'A bug of mcp-auth-conformance: ';
    // What a target or a file said may stand in it.
    const trouble = clean(`${name}: ${what}${messageOf(error)}`);
    process.stderr.write(`${trouble}\n`);
    if (exitCode === EXIT.bug && process.env['DEBUG'] && error instanceof Error)
      process.stderr.write(`${error.stack ?? ''}\n`);
    return { target, trouble, exitCode };
  }
}

interface Place {
  flags: RunTargetsFlags;
  output: Output;
  ready: readonly ReadyTarget[];
  options: Located;
}

async function conclude(
  ended: readonly Ended[],
  { flags, output, ready, options }: Place,
  signal: AbortSignal,
): Promise<void> {
  const { mergeGated, worst } = await import('../harness/gate/merge-gated.ts');
  const named = ended.flatMap(({ target: { name }, report }): NamedReport[] =>
    report === undefined ? [] : [{ name, report }],
  );
  const trouble = [
    ...ended.flatMap((one) => one.trouble ?? []),
    ...ready.slice(ended.length).map(({ name }) => `${name}: not run, as the run was interrupted.`),
  ];
  if (named.length > 0) {
    const merged = mergeGated(named, trouble);
    options.merged = merged;
    await output.write(merged);
    const stream = flags.json === true ? process.stderr : process.stdout;
    if (flags.json === true) await printReport(merged, { json: true }, output);
    stream.write(table(ended, ready, output.folder));
    await tellGithub(merged, options.current, (text) => stream.write(text));
  }
  process.exitCode = signal.aborted ? EXIT.interrupted : worst(ended.map(({ exitCode }) => exitCode));
}

/** One line a target. */
function table(ended: readonly Ended[], ready: readonly ReadyTarget[], folder: string): string {
  const width = Math.max(...ready.map(({ name }) => name.length));
  const lines = ended.map(({ target: { name }, report, exitCode }) => {
    const counted = report?.summary;
    const numbers =
      counted === undefined
        ? exitCode === EXIT.interrupted
          ? 'interrupted before anything was found'
          : 'could not be run'
        : `${report?.verdict ?? ''}: ${counted.fail} failed, ${counted.warn} warned, ${counted.pass} passed`;
    return `${exitCode === 0 ? '✓' : '✗'} ${name.padEnd(width)}  ${numbers}${exitCode === 0 ? '' : ` (exit code ${exitCode})`}`;
  });
  for (const { name } of ready.slice(ended.length)) lines.push(`– ${name.padEnd(width)}  not run`);
  return `\nTargets\n${lines.join('\n')}\nMerged report: ${folder}\n`;
}

interface Located {
  current: RenderOptions;
  merged?: Report;
}

/** Each finding is shown where the `source` of its own target says. */
function locatorOf(ready: readonly ReadyTarget[]): Located {
  const byName = new Map(ready.map(({ name, prepared }) => [name, prepared.options.locate]));
  const located: Located = { current: {} };
  if ([...byName.values()].every((locate) => locate === undefined)) return located;
  located.current.locate = (check: CheckResult) => {
    const { merged } = located;
    const part = check.part === undefined ? merged : merged?.parts?.[check.part];
    return byName.get(part?.target.name ?? '')?.(check);
  };
  return located;
}
