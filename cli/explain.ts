/** `explain <id>`: what a requirement asks, where it stands, how it is probed and how to mend a violation. */
import { Command } from 'commander';
import type { Catalogue } from '../harness/catalogue.ts';
import type { Requirement } from '../harness/contract.ts';
import { listChecks, SUITES, type CheckSummary } from './checks.ts';
import { usageFailure } from './failure.ts';
import { exclusionOf } from './list-coverage.ts';
import { levelsOf } from './list.ts';
import { suggest } from '../mock-as/suggest.ts';
import { wrapped } from './wrap.ts';

const HELP = `
Examples:
  $ mcp-auth-conformance explain server/challenge/status-401
  $ mcp-auth-conformance explain server.challenge.status-401 --json`;

export function explainCommand(): Command {
  return new Command('explain')
    .summary('explain a check or a requirement')
    .description(
      'Says what a requirement asks, in which document, how it is probed and how to mend a violation.',
    )
    .argument('<id>', 'id of a check (server/topic/name) or of a requirement (server.topic.name)')
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action(async (id: string, flags: { json?: true }) => {
      const { loadCatalogue } = await import('../harness/catalogue.ts');
      const [checks, catalogue] = await Promise.all([
        listChecks(),
        loadCatalogue(new URL('catalogue/', SUITES)),
      ]);
      const requirement = find(id, checks, catalogue);
      const judges = checks.filter((check) => check.requirement === requirement.id);
      process.stdout.write(
        flags.json === true
          ? `${JSON.stringify({ ...requirement, checks: judges }, null, 2)}\n`
          : explanation(requirement, judges),
      );
    });
}

function find(id: string, checks: CheckSummary[], catalogue: Catalogue): Requirement {
  const check = checks.find((one) => one.id === id);
  const requirement = catalogue.get(check?.requirement ?? id);
  if (requirement !== undefined) return requirement;
  const near = id.includes('/')
    ? suggest(
        id,
        checks.map((one) => one.id),
      )
    : [
        ...catalogue.suggest(id),
        ...suggest(
          id,
          checks.map((one) => one.id),
        ),
      ].slice(0, 5);
  const hint = near.length > 0 ? ` Did you mean:\n${near.map((one) => `  ${one}`).join('\n')}` : '';
  throw usageFailure(
    `There is no check and no requirement "${id}".${hint === '' ? ' "mcp-auth-conformance list" shows the checks.' : hint}`,
  );
}

/** The page for people: sections with a heading each, those that have nothing to say left out. */
export function explanation(requirement: Requirement, judges: readonly CheckSummary[]): string {
  const { id, statement, sources, probe, caution, appliesWhen, remedy, sample, parent, extension } =
    requirement;
  const levels = Object.entries(levelsOf(requirement)).map(([revision, level]) => `${revision} ${level}`);
  const sections: [string, string[]][] = [
    ['What is asked', [statement, ...(appliesWhen === undefined ? [] : [`Applies when ${appliesWhen}.`])]],
    ['How strongly', [levels.join(' · '), ...extra(parent, extension)]],
    ['Where it stands', sources.map(({ doc, section, url }) => `${doc}, ${section}\n  ${url}`)],
    ['How it is probed', [probe]],
    ['With caution', caution === undefined ? [] : [caution]],
    ['How to mend it', [remedy]],
    ['On the wire', sample === undefined ? [] : [sample]],
    [
      'Judged by',
      judges.length === 0
        ? [exclusionOf(requirement) ?? 'no check yet']
        : judges.map((check) => `${check.id}: ${check.title}`),
    ],
  ];
  const text = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${title}\n${lines.map(title === 'On the wire' ? verbatim : wrap).join('\n')}`);
  return `${id}\n\n${text.join('\n\n')}\n`;
}

function extra(parent: string | undefined, extension: string | undefined): string[] {
  return [
    ...(parent === undefined ? [] : [`Beyond the specifications; a violation would also break ${parent}.`]),
    ...(extension === undefined ? [] : [`Part of the optional extension ${extension}.`]),
  ];
}

/** Indents by two and breaks nothing: what stands on the wire can be copied and compared. */
function verbatim(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}

/** Indents by two, and breaks between words; a line of its own stays one. */
function wrap(text: string): string {
  const width = Math.min(process.stdout.columns || 100, 100) - 2;
  return text
    .split('\n')
    .flatMap((line) => wrapped(line, width))
    .map((line) => `  ${line}`)
    .join('\n');
}
