/** `report diff`: what changed between two reports. */
import { Command, Option } from 'commander';
import type { CheckResult, FailOn } from '../harness/contract.ts';
import { readReportFile } from './report-file.ts';
import { FAIL_ON } from './parse.ts';

const HELP = `
Exit code 1 when the newer report has a violation at or above --fail-on that the older one has not, else 0.

Example:
  $ mcp-auth-conformance report diff main/report.json branch/report.json`;

export function reportDiffCommand(): Command {
  return new Command('diff')
    .summary('what changed between two reports')
    .description('Compares two reports, check by check: fixed, new, unchanged.')
    .argument('<old>', 'the older report.json, or its folder')
    .argument('<new>', 'the newer one')
    .addOption(
      new Option('--fail-on <level>', 'weakest new violation that ends in exit code 1')
        .choices(FAIL_ON)
        .default('must'),
    )
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action(async (before: string, now: string, flags: { failOn: FailOn; json?: true }) => {
      const [old, fresh] = await Promise.all([readReportFile(before), readReportFile(now)]);
      const [{ compare }, { stops }, { renderComparison }] = await Promise.all([
        import('../harness/gate/compare.ts'),
        import('../harness/gate/gate.ts'),
        import('../reports/comparison.ts'),
      ]);
      const comparison = compare(old, fresh);
      const ids = (checks: CheckResult[]) => checks.map(({ id }) => id);
      const { fixed, new: worse, unchanged, changed, added, removed } = comparison;
      const data = {
        fixed: ids(fixed),
        new: ids(worse),
        unchanged: ids(unchanged),
        changed: changed.map(({ before, now }) => ({
          id: now.id,
          before: before.outcome,
          now: now.outcome,
        })),
        added: ids(added),
        removed: ids(removed),
      };
      process.stdout.write(
        flags.json === true ? `${JSON.stringify(data, null, 2)}\n` : renderComparison(old, fresh, comparison),
      );
      process.exitCode = worse.some((check) => stops(check, flags.failOn)) ? 1 : 0;
    });
}
