/** `report merge`: shards of a run, or several targets, in one report. */
import { Command } from 'commander';
import { DEFAULT_OUTPUT } from './output.ts';
import { fileOf, readReportFile } from './report-file.ts';
import { addMakingFlags, make, type ReportFlags } from './report-make.ts';

const HELP = `
Reports on the same target (shards by --topic) become one; several targets stay apart in it.

Example:
  $ mcp-auth-conformance report merge shards/*/report.json -o all -f html,junit --fail-on must`;

export function reportMergeCommand(): Command {
  return addMakingFlags(
    new Command('merge')
      .summary('several reports in one')
      .description('Writes one report.json of several, and the formats asked for.')
      .argument('<reports...>', 'report.json files, or their folders'),
  )
    .addHelpText('after', HELP)
    .action(async (paths: string[], flags: ReportFlags) => {
      const files = await Promise.all(paths.map(fileOf));
      const reports = await Promise.all(files.map(readReportFile));
      const { mergeReports } = await import('../harness/gate/merge.ts');
      const merged = mergeReports(reports);
      const format = [{ name: 'json' }, ...(flags.format ?? []).filter(({ name }) => name !== 'json')];
      await make(merged, { ...flags, format, output: flags.output ?? DEFAULT_OUTPUT }, files);
    });
}
