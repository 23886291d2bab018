/** What is to be mended, and what came to no verdict: the parts of the terminal's page that tell of single checks. */
import type { CheckResult } from '../harness/contract.ts';
import { idWithTarget, partNameOf } from './part-names.ts';
import { evidenceOf, exchangeLine, groupBy, partOf, plural, topicOf, withOutcome } from './summary.ts';
import { field, heading, link, paragraph, type Page, type Paint } from './terminal-page.ts';

/** The violations, or the warnings. */
export function findings(page: Page, outcome: 'fail' | 'warn'): string[] {
  const { colors } = page;
  const checks = withOutcome(page.report, outcome);
  if (checks.length === 0) return [];
  const paint = outcome === 'fail' ? colors.red : colors.yellow;
  const sign = outcome === 'fail' ? '✗' : '!';
  const title = heading(page, outcome === 'fail' ? 'Violations' : 'Warnings', checks.length, paint);
  return [
    ...title,
    ...checks.flatMap((check) => ['', ...finding(page, check, `${sign} ${check.level}`, paint)]),
  ];
}

/** What is wrong, what was seen, how to mend it; below that only where to read on. */
function finding(page: Page, check: CheckResult, mark: string, paint: Paint): string[] {
  const { colors } = page;
  const title = paragraph(page, `${mark}  `, check.title, colors.bold, paint);
  if (page.verbose) return [...title, ...everything(page, check, paint)];
  return [
    ...title,
    ...field(page, 'seen', seenAndExpected(check), paint, NARROW),
    ...field(page, 'mend', check.remedy, undefined, NARROW),
    ...field(page, 'at', partNameOf(page.report, check), undefined, NARROW),
    ...excuse(page, check, NARROW),
    ...clauses(page, check, NARROW),
    ...field(page, '', check.id, colors.dim, NARROW),
  ];
}

const NARROW = 8;

function everything(page: Page, check: CheckResult, paint: Paint): string[] {
  return [
    ...field(page, 'expected', check.expected),
    ...field(page, 'seen', check.actual, paint),
    ...field(page, 'mend', check.remedy),
    ...field(page, 'target', partNameOf(page.report, check)),
    ...excuse(page, check),
    ...clauses(page, check),
    ...evidence(page, check),
    ...field(page, 'check', check.id, page.colors.dim),
  ];
}

function seenAndExpected({ actual, expected }: CheckResult): string | undefined {
  if (actual === undefined || expected === undefined) return actual;
  return `${actual} (expected: ${expected})`;
}

function excuse(page: Page, { excuse: given }: CheckResult, breadth?: number): string[] {
  return given === undefined
    ? []
    : field(page, 'note', `does not count: ${given.reason}`, page.colors.dim, breadth);
}

/** The clause of the tested revision, or the first when that is silent; every one when verbose. */
function clauses(page: Page, check: CheckResult, breadth?: number): string[] {
  const ours = check.sources.filter(({ doc }) => doc.includes(partOf(page.report, check).specVersion));
  const shown = page.verbose ? check.sources : (ours.length > 0 ? ours : check.sources).slice(0, 1);
  return shown.flatMap(({ doc, section, url }, index) =>
    link(page, index === 0 && breadth === undefined ? 'clause' : '', `${doc}, ${section}`, url, breadth),
  );
}

const evidenceShown = 3;

function evidence(page: Page, check: CheckResult): string[] {
  const all = evidenceOf(check, page.exchanges);
  const shown = page.verbose ? all : all.slice(0, evidenceShown);
  const more = all.length - shown.length;
  return [
    ...shown.flatMap((exchange, index) =>
      field(page, index === 0 ? 'evidence' : '', `${exchange.id} ${exchangeLine(exchange)}`),
    ),
    ...(more > 0 ? field(page, '', `and ${more} more`, page.colors.dim) : []),
  ];
}

/** What came to no verdict, by reason. */
export function openQuestions(page: Page, outcome: 'inconclusive' | 'error'): string[] {
  const { colors } = page;
  const checks = withOutcome(page.report, outcome);
  if (checks.length === 0) return [];
  const paint = outcome === 'error' ? colors.magenta : colors.yellow;
  const text = outcome === 'error' ? 'Errors of this tool, please report them' : 'Inconclusive';
  const groups = groupBy(checks, ({ reason }) => reason ?? 'no reason given');
  return [
    ...heading(page, text, checks.length, paint),
    ...groups.flatMap(([reason, group]) => {
      const [only] = group;
      return group.length === 1 && only !== undefined
        ? openQuestion(page, only, paint)
        : ['', ...sharedReason(page, '? ', reason, group, paint)];
    }),
  ];
}

function openQuestion(page: Page, check: CheckResult, paint: Paint): string[] {
  return [
    '',
    ...paragraph(page, `? ${check.level}  `, check.title, undefined, paint),
    ...field(page, 'reason', check.reason),
    ...field(page, 'target', partNameOf(page.report, check)),
    ...evidence(page, check),
    ...field(page, 'check', check.id, page.colors.dim),
  ];
}

/** One reason for several checks: said once, with where they stand. */
export function sharedReason(
  page: Page,
  mark: string,
  reason: string,
  group: CheckResult[],
  paint: Paint,
): string[] {
  return [
    ...paragraph(page, mark, `${reason} (${plural(group.length, 'check')})`, undefined, paint),
    ...paragraph(page, '    ', page.verbose ? idsOf(page, group) : topicsOf(group), page.colors.dim),
  ];
}

function idsOf({ report }: Page, checks: CheckResult[]): string {
  return checks.map((check) => idWithTarget(report, check)).join(', ');
}

/** How many checks in each topic. */
export function topicsOf(checks: CheckResult[]): string {
  return groupBy(checks, topicOf)
    .map(([topic, group]) => `${topic} ${group.length}`)
    .join(', ');
}
