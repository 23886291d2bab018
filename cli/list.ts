/** `list`: which checks there are, and what of the catalogue they cover. */
import { Command } from 'commander';
import type { Requirement } from '../harness/contract.ts';
import { listChecks, SUITES, type CheckSummary } from './checks.ts';
import { usageFailure } from './failure.ts';
import { coveragePage } from './list-coverage-page.ts';
import { REVISIONS } from './parse.ts';

interface ListFlags {
  json?: true;
  coverage?: true;
}

const HELP = `
Examples:
  $ mcp-auth-conformance list
  $ mcp-auth-conformance list --json
  $ mcp-auth-conformance list --coverage`;

export function listCommand(): Command {
  return new Command('list')
    .summary('list the checks')
    .description(
      'Lists the checks with the level of their requirement in each revision of the specification.',
    )
    .option('--json', 'print JSON')
    .option('--coverage', 'how much of the catalogue is checked, by role, topic and revision')
    .addHelpText('after', HELP)
    .action(async (flags: ListFlags) => {
      const { loadCatalogue } = await import('../harness/catalogue.ts');
      const [checks, catalogue] = await Promise.all([
        listChecks(),
        loadCatalogue(new URL('catalogue/', SUITES)),
      ]);
      const page = flags.coverage === true ? coveragePage : checksPage;
      process.stdout.write(page(checks, catalogue.all, flags.json === true));
    });
}

function checksPage(checks: CheckSummary[], all: readonly Requirement[], json: boolean): string {
  const byId = new Map(all.map((requirement) => [requirement.id, requirement]));
  const rows = checks.map((check) => {
    const requirement = byId.get(check.requirement);
    if (requirement === undefined) throw usageFailure(`${check.id} names no requirement of the catalogue.`);
    return { ...check, levels: levelsOf(requirement) };
  });
  if (json) return `${JSON.stringify(rows, null, 2)}\n`;
  const idWidth = Math.max(...rows.map(({ id }) => id.length), 5);
  const lines = rows.map(
    ({ id, levels, title }) =>
      `${id.padEnd(idWidth)}  ${REVISIONS.map((revision) => (levels[revision] ?? '').padEnd(10)).join('  ')}  ${title}`,
  );
  const head = `${'Check'.padEnd(idWidth)}  ${REVISIONS.join('  ')}  Holds when it passes`;
  return `${[head, ...lines].map(fitted).join('\n')}\n\n${rows.length} checks. "explain <id>" says more about one.\n`;
}

/** At a terminal a line is cut to its width: a table with wrapped lines cannot be read. */
function fitted(line: string): string {
  const { columns } = process.stdout;
  if (!process.stdout.isTTY || line.length <= columns) return line.trimEnd();
  return `${line.slice(0, columns - 1)}…`;
}

/** The level in each revision; a practice has the same everywhere. */
export function levelsOf({ levels, practice }: Requirement): Record<string, string> {
  return Object.fromEntries(
    REVISIONS.map((revision) => [
      revision,
      practice ? 'practice' : levels[revision] === 'none' ? '-' : levels[revision],
    ]),
  );
}
