/** `list --coverage` as people read it: a table for each role, then what is left out, and why. */
import type { Requirement, Revision, Role } from '../harness/contract.ts';
import type { CheckSummary } from './checks.ts';
import { coverageOf, type CoverageCounts, type RoleCoverage } from './list-coverage.ts';
import { REVISIONS } from './parse.ts';
import { usesColor } from './suite-run.ts';
import { wrapped } from './wrap.ts';

const ROLES: Role[] = ['server', 'authorization-server', 'client'];

/** The widest that text is set; the table needs less. */
const WIDTH = 100;

/** The page, or with `json` the same facts by role, topic and revision. */
export function coveragePage(
  checks: readonly CheckSummary[],
  all: readonly Requirement[],
  json: boolean,
): string {
  const coverage = ROLES.map((role) => [role, coverageOf(role, checks, all)] as const);
  if (json) return `${JSON.stringify(Object.fromEntries(coverage), null, 2)}\n`;
  const width = (process.stdout.isTTY && process.stdout.columns) || WIDTH;
  const bold = (text: string) => (usesColor(process.stdout) ? `\u001b[1m${text}\u001b[22m` : text);
  const roles = coverage.map(([role, facts]) => roleText(role, facts, Math.min(width, WIDTH), bold));
  return `${roles.join('\n\n')}\n`;
}

/** One role: how it stands, the table, the excluded with their reasons, the missing. */
export function roleText(
  role: Role,
  facts: RoleCoverage,
  width: number,
  emphasis: (text: string) => string = (text) => text,
): string {
  const { requirements, checked, checks, excluded, missing } = facts;
  const summary = `${role}: ${checked} of ${requirements} requirements checked by ${checks} checks, ${excluded.length} excluded, ${missing.length} missing`;
  return [
    wrapped(summary, width).map(emphasis).join('\n'),
    coverageTable(facts, width),
    ...(excluded.length > 0 ? [`Excluded\n${exclusions(facts, width)}`] : []),
    ...(missing.length > 0 ? [`Missing\n${missing.map((id) => `  ${id}`).join('\n')}`] : []),
  ].join('\n\n');
}

/** Requirements that share a reason stand together, so that it is said once. */
function exclusions({ excluded }: RoleCoverage, width: number): string {
  const byReason = new Map<string, string[]>();
  for (const { id, reason } of excluded) byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  return [...byReason]
    .flatMap(([reason, ids]) => [
      ...ids.map((id) => `  ${id}`),
      ...wrapped(reason, width - 4).map((line) => `    ${line}`),
    ])
    .join('\n');
}

/** The columns under each revision. */
const COLUMNS = [
  ['R', 'requirements'],
  ['C', 'checks'],
  ['E', 'excluded'],
  ['M', 'missing'],
] as const;

interface Row {
  name: string;
  revisions: Record<Revision, CoverageCounts>;
}

/**
 * Topics down, revisions across, four numbers in each cell. Where the width does not hold all revisions, those that
 * do not fit stand in further tables below: a table with wrapped lines cannot be read.
 */
export function coverageTable({ topics, revisions }: RoleCoverage, width: number): string {
  const rows: Row[] = [
    ...Object.entries(topics).map(([name, topic]) => ({ name, revisions: topic.revisions })),
    { name: 'all topics', revisions },
  ];
  const nameWidth = Math.max(...rows.map(({ name }) => name.length));
  const digits = COLUMNS.map(([, member]) =>
    Math.max(...rows.flatMap((row) => REVISIONS.map((revision) => numberOf(row, revision, member).length))),
  );
  const cellWidth = Math.max(
    digits.reduce((sum, one) => sum + one + 1, -1),
    '2025-03-26'.length,
  );
  const room = Math.max(1, Math.floor((width - nameWidth) / (cellWidth + GAP.length)));
  const tables = Array.from({ length: Math.ceil(REVISIONS.length / room) }, (_, index) =>
    tableOf(rows, REVISIONS.slice(index * room, (index + 1) * room), { nameWidth, digits, cellWidth }),
  );
  const legend = COLUMNS.map(([letter, member]) => `${letter} ${member}`).join(', ');
  return [...tables, wrapped(legend, width).join('\n')].join('\n\n');
}

const GAP = '  ';

function tableOf(
  rows: readonly Row[],
  revisions: readonly Revision[],
  { nameWidth, digits, cellWidth }: { nameWidth: number; digits: readonly number[]; cellWidth: number },
): string {
  const line = (name: string, cells: readonly string[]) =>
    [name.padEnd(nameWidth), ...cells.map((cell) => cell.padStart(cellWidth))].join(GAP).trimEnd();
  const cell = (values: readonly string[]) =>
    values.map((value, index) => value.padStart(digits[index] ?? 0)).join(' ');
  const letters = cell(COLUMNS.map(([letter]) => letter));
  return [
    line('', revisions),
    line(
      'Topic',
      revisions.map(() => letters),
    ),
    ...rows.map((row) =>
      line(
        row.name,
        revisions.map((revision) => cell(COLUMNS.map(([, member]) => numberOf(row, revision, member)))),
      ),
    ),
  ].join('\n');
}

function numberOf({ revisions }: Row, revision: Revision, member: keyof CoverageCounts): string {
  return String(revisions[revision][member]);
}
