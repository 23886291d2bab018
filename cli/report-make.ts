/** What `report` and `report merge` make of a report: files, a text, a gate. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Report } from '../harness/contract.ts';
import { usageFailure } from './failure.ts';
import { addGateFlags, failOnFlag, gated, policyOf, type GateFlags } from './gate-flags.ts';
import { onGithub, tellGithub, withoutCommands } from './github.ts';
import { formatFlag, prepareFiles, reporterOf } from './output.ts';
import type { GivenReporter } from './parse.ts';
import { locator, source, type GivenSource } from './source.ts';
import { usesColor } from './suite-run.ts';

export interface ReportFlags extends Partial<GateFlags> {
  format?: GivenReporter[];
  output?: string;
  source?: GivenSource[];
  rejudge?: true;
  verbose?: true;
}

/** The flags of what is made of a report. */
export function addMakingFlags(command: Command): Command {
  return addGateFlags(
    command
      .addOption(formatFlag())
      .option('-o, --output <folder>', 'folder for what is made; - prints it (one format)')
      .option(
        '--source <[checks=]path[:line]>',
        'where findings are shown in your repository; repeatable',
        source,
      )
      .addOption(failOnFlag())
      .option('--verbose', 'show every check and all evidence'),
  );
}

/**
 * Writes the formats asked for, or prints the report when none is; sets the exit code when a gate is asked for.
 *
 * @param sources Files that must not be overwritten.
 */
export async function make(
  given: Report,
  flags: ReportFlags & { output: string },
  sources: readonly string[],
): Promise<void> {
  const asked = ['failOn', 'expectedFailures', 'baseline', 'minCoverage', 'requirementSet'] as const;
  const gate = asked.some((flag) => flags[flag] !== undefined);
  const policy = gate ? await policyOf({ ...flags, failOn: flags.failOn ?? 'must' }) : undefined;
  requireSameRevision(given, policy?.requirementSet);
  const report = policy === undefined ? given : await gated(given, policy);
  const options = locator(flags.source);
  const { format = [], output } = flags;
  if (output === '-') process.stdout.write(await printed(report, format, options));
  else if (format.length === 0) await show(report, flags.verbose === true);
  else {
    const files = await prepareFiles(output, format, options);
    const own = files.paths.find((path) => sources.some((one) => resolve(one) === resolve(path)));
    if (own !== undefined) {
      throw usageFailure(
        `${own} is the report itself, which is not overwritten. Name another folder with -o.`,
      );
    }
    await files.write(report);
    process.stderr.write(`Wrote ${files.paths.join(', ')}\n`);
  }
  if (policy === undefined) return;
  if (onGithub()) await tellGithub(report, options, (text) => process.stderr.write(text));
  const { renderGate } = await import('../reports/index.ts');
  if (format.length > 0) process.stderr.write(renderGate(report).trimStart());
  process.exitCode = report.gate?.exitCode ?? 0;
}

function requireSameRevision(report: Report, set: { name: string; revision: string } | undefined): void {
  const other = (report.parts ?? [report]).find(({ specVersion }) => specVersion !== set?.revision);
  if (set === undefined || other === undefined) return;
  throw usageFailure(
    `The report is of revision ${other.specVersion}, so the set ${set.name} does not fit it.`,
  );
}

async function printed(
  report: Report,
  format: readonly GivenReporter[],
  options: ReturnType<typeof locator>,
): Promise<string> {
  const [only, ...more] = format;
  if (only === undefined || more.length > 0) throw usageFailure('-o - prints one format: name it with -f.');
  return (await reporterOf(only.name)).render(report, options);
}

async function show(report: Report, verbose: boolean): Promise<void> {
  const { renderGate, renderTerminal } = await import('../reports/index.ts');
  const text = renderTerminal(report, {
    color: usesColor(process.stdout),
    width: process.stdout.columns,
    verbose,
  });
  process.stdout.write(withoutCommands(`${text}${renderGate(report)}`));
}
