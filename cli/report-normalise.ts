/** `report normalise`: a report to keep and to compare byte by byte. */
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { messageOf, usageFailure } from './failure.ts';
import { readReportFile } from './report-file.ts';

const HELP = `
Times, ids of exchanges, ports of loopback hosts, made-up identifiers and pseudonyms are replaced by ones that depend on
their order alone, so that two runs against the same server give the same bytes.

Example:
  $ mcp-auth-conformance report normalise mcp-auth-report/report.json | diff expected.json -`;

export function reportNormaliseCommand(): Command {
  return new Command('normalise')
    .alias('normalize')
    .summary('the same bytes for the same findings')
    .description('Prints a report without what differs from run to run though nothing has changed.')
    .argument('<report.json>', 'the report that a run wrote, or its folder')
    .option('-o, --output <file>', 'file to write; printed by default')
    .addHelpText('after', HELP)
    .action(async (path: string, { output = '-' }: { output?: string }) => {
      const report = await readReportFile(path);
      const [{ normaliseReport }, { renderJson }] = await Promise.all([
        import('../reports/normalise.ts'),
        import('../reports/json.ts'),
      ]);
      const text = renderJson(normaliseReport(report));
      if (output === '-') process.stdout.write(text);
      else await write(output, text);
    });
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw usageFailure(`The report could not be written to ${file}: ${messageOf(error)}.`);
  }
}
