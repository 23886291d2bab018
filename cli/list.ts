/** `list`: which checks there are, and what of the catalogue they cover. */
import { Command } from 'commander';
import type { Requirement, Role } from '../harness/contract.ts';
import { listChecks, SUITES, type CheckSummary } from './checks.ts';
import { usageFailure } from './failure.ts';
import { REVISIONS } from './parse.ts';
import { usesColor } from './suite-run.ts';

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
    .option('--coverage', 'which requirements of the catalogue have a check')
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

interface Coverage {
  requirements: number;
  checked: number;
  excluded: { id: string; reason: string }[];
  missing: string[];
}

/** Each requirement of a role is checked, excluded for a reason, or missing. */
export function coverageOf(role: Role, checks: CheckSummary[], all: readonly Requirement[]): Coverage {
  const mine = all.filter((requirement) => requirement.role === role);
  const judged = new Set(checks.map(({ requirement }) => requirement));
  const open = mine.filter(({ id }) => !judged.has(id));
  const excluded = open.flatMap((requirement) => {
    const reason = exclusionOf(requirement);
    return reason === undefined ? [] : [{ id: requirement.id, reason }];
  });
  const explained = new Set(excluded.map(({ id }) => id));
  return {
    requirements: mine.length,
    checked: mine.length - open.length,
    excluded,
    missing: open.map(({ id }) => id).filter((id) => !explained.has(id)),
  };
}

function exclusionOf({ testable, caution, probe }: Requirement): string | undefined {
  if (testable.some((way) => way !== 'not-testable')) return undefined;
  return `Cannot be tested from outside. ${caution ?? probe}`;
}

function coveragePage(checks: CheckSummary[], all: readonly Requirement[], json: boolean): string {
  const roles: Role[] = ['server', 'authorization-server', 'client'];
  const coverage = roles.map((role) => [role, coverageOf(role, checks, all)] as const);
  if (json) return `${JSON.stringify(Object.fromEntries(coverage), null, 2)}\n`;
  const bold = (text: string) => (usesColor(process.stdout) ? `\u001b[1m${text}\u001b[22m` : text);
  const sections = coverage.map(([role, { requirements, checked, excluded, missing }]) =>
    [
      bold(
        `${role}: ${checked} of ${requirements} requirements checked, ${excluded.length} excluded, ${missing.length} missing`,
      ),
      ...excluded.map(({ id, reason }) => `  excluded ${id}: ${reason}`),
      ...missing.map((id) => `  missing  ${id}`),
    ].join('\n'),
  );
  return `${sections.join('\n\n')}\n`;
}
