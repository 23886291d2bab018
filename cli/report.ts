/** `report`: everything that is made from a `report.json` later: other formats, the gate, verdicts judged again. */
import { dirname } from 'node:path';
import { Command } from 'commander';
import type { Report } from '../harness/contract.ts';
import { reportDiffCommand } from './report-diff.ts';
import { fileOf, readReportFile } from './report-file.ts';
import { addMakingFlags, make, type ReportFlags } from './report-make.ts';
import { reportMergeCommand } from './report-merge.ts';
import { reportNormaliseCommand } from './report-normalise.ts';

const HELP = `
Examples:
  $ mcp-auth-conformance report mcp-auth-report/report.json
  $ mcp-auth-conformance report mcp-auth-report/report.json -f html,junit,sarif,markdown,badge,csv,har -o out
  $ mcp-auth-conformance report mcp-auth-report/report.json -f markdown -o - >> summary.md
  $ mcp-auth-conformance report mcp-auth-report/report.json --rejudge -f json -o rejudged
  $ mcp-auth-conformance report mcp-auth-report/report.json --fail-on should --baseline old/report.json
  $ mcp-auth-conformance server https://example.com/mcp --json | mcp-auth-conformance report - -f html -o out
  $ mcp-auth-conformance report diff old/report.json new/report.json
  $ mcp-auth-conformance report merge a/report.json b/report.json -o all -f html
  $ mcp-auth-conformance report normalise mcp-auth-report/report.json > expected.json

The exit code is 0 unless a flag of the gate is given (--fail-on, --expected-failures, --baseline, --min-coverage,
--profile); then it is that of a run.`;

export function reportCommand(): Command {
  const command = new Command('report')
    .summary('convert, gate, compare or merge reports')
    .description(
      'Makes other formats of a report, applies a gate to it, or judges it again from its evidence.',
    )
    .argument('<report.json>', 'the report that a run wrote, or its folder; - reads standard input')
    .enablePositionalOptions()
    .option('--rejudge', 'judge again from the evidence, with the checks of this version');
  for (const one of [reportDiffCommand(), reportMergeCommand(), reportNormaliseCommand()]) {
    command.addCommand(
      one
        .exitOverride()
        .showHelpAfterError(`(mcp-auth-conformance report ${one.name()} --help shows what there is)`),
    );
  }
  return addMakingFlags(command)
    .addHelpText('after', HELP)
    .action(async (path: string, flags: ReportFlags) => {
      const file = await fileOf(path);
      const read = await readReportFile(file);
      const report = flags.rejudge === true ? await judgedAgain(read) : read;
      await make(report, { output: dirname(file), ...flags }, [file]);
    });
}

async function judgedAgain(report: Report): Promise<Report> {
  const [{ loadSuite }, { rejudge }] = await Promise.all([
    import('../harness/load-suite.ts'),
    import('../harness/rejudge.ts'),
  ]);
  const roles = [...new Set((report.parts ?? [report]).map(({ target }) => target.role))];
  const suites = await Promise.all(roles.map((role) => loadSuite<never>(role, {})));
  return rejudge(report, new Map(suites.flat().map((found) => [found.check.id, found])));
}
