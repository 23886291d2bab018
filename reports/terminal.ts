/**
 * The report for a reader at a terminal: the verdict, then what to mend, then what was left open, then
 * what holds. Every text of the target passes through `wrap`, which cleans it; colours come after that.
 */
import picocolors from 'picocolors';
import type { CheckResult, Exchange, Report } from '../harness/contract.ts';
import {
  duration,
  evidenceOf,
  exchangeLine,
  exchangesById,
  groupBy,
  plural,
  topicOf,
  verdictSentence,
  withOutcome,
} from './summary.ts';
import { columns, plain, wrap } from './text.ts';

export interface TerminalOptions {
  color?: boolean;
  /** Columns; 80 when not given, never taken as less than 40. */
  width?: number;
  /** Also lists each passed and each not applicable check, and all evidence. */
  verbose?: boolean;
  /** Where the files of this run are, for the last line. */
  outputFolder?: string;
}

type Paint = (text: string) => string;
type Colors = ReturnType<typeof picocolors.createColors>;

interface Page {
  width: number;
  verbose: boolean;
  colors: Colors;
  report: Report;
  exchanges: ReadonlyMap<string, Exchange>;
}

/** Renders a report for a terminal; without escape sequences unless `color` is asked for. */
export function renderTerminal(report: Report, options: TerminalOptions = {}): string {
  const page: Page = {
    width: Math.max(options.width ?? 80, 40),
    verbose: options.verbose ?? false,
    colors: picocolors.createColors(options.color ?? false),
    report,
    exchanges: exchangesById(report),
  };
  const sections = [
    head(page),
    findings(page, 'fail'),
    findings(page, 'warn'),
    openQuestions(page, 'error'),
    openQuestions(page, 'inconclusive'),
    untested(page),
    notApplicable(page),
    passed(page),
    foot(page, options.outputFolder),
  ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${text.join('\n\n')}\n`;
}

/** A wrapped paragraph: `lead` before its first line, blanks of the same breadth before the others. */
function paragraph(page: Page, lead: string, text: string, paint?: Paint, paintLead?: Paint): string[] {
  const breadth = columns(lead);
  return wrap(text, page.width - breadth).map((line, index) => {
    const before = index > 0 ? ' '.repeat(breadth) : (paintLead?.(lead) ?? lead);
    return `${before}${paint?.(line) ?? line}`;
  });
}

function head(page: Page): string[] {
  const { report, colors } = page;
  const { paint, sign } = {
    conformant: { paint: colors.green, sign: '✓' },
    nonconformant: { paint: colors.red, sign: '✗' },
    incomplete: { paint: colors.yellow, sign: '?' },
  }[report.verdict];
  const { situation, profile } = report.target;
  const facts = [
    situation === 'lab' ? `lab${profile === undefined ? '' : ` with ${profile}`}` : 'field',
    plural(report.checks.length, 'check'),
    plural(report.exchanges.length, 'exchange'),
    duration(report.durationMs),
  ];
  return [
    ...paragraph(page, `${sign} `, verdictSentence(report), (line) => colors.bold(paint(line)), paint),
    ...paragraph(page, '  ', facts.join(' · '), colors.dim),
    ...(report.trouble ?? []).flatMap((text) => paragraph(page, '  ! ', text, colors.yellow, colors.yellow)),
    ...(report.notes ?? []).flatMap((text) => paragraph(page, '  note: ', text, undefined, colors.cyan)),
  ];
}

/** A heading: what follows, and how many of it. */
function heading(page: Page, text: string, count: number, paint: Paint): string[] {
  return paragraph(page, '', `${text} (${count})`, (line) => page.colors.bold(paint(line)));
}

function findings(page: Page, outcome: 'fail' | 'warn'): string[] {
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

function finding(page: Page, check: CheckResult, mark: string, paint: Paint): string[] {
  const { colors } = page;
  return [
    ...paragraph(page, `${mark}  `, check.title, colors.bold, paint),
    ...field(page, 'expected', check.expected),
    ...field(page, 'seen', check.actual, paint),
    ...field(page, 'mend', check.remedy),
    ...clauses(page, check),
    ...evidence(page, check),
    ...field(page, 'check', check.id, colors.dim),
  ];
}

const labelWidth = 12;

function field(page: Page, label: string, text: string | undefined, paint?: Paint): string[] {
  if (text === undefined || text === '') return [];
  return paragraph(page, `  ${label}`.padEnd(labelWidth), text, paint, page.colors.dim);
}

/** The newest clause, or the first that is not of MCP when the revision's own page is silent. */
function clauses(page: Page, check: CheckResult): string[] {
  const ours = check.sources.filter(({ doc }) => doc.includes(page.report.specVersion));
  const shown = page.verbose ? check.sources : (ours.length > 0 ? ours : check.sources).slice(0, 1);
  return shown.flatMap(({ doc, section, url }, index) => [
    ...field(page, index === 0 ? 'clause' : '', `${doc}, ${section}`),
    ...field(page, '', url, page.colors.cyan),
  ]);
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

function openQuestions(page: Page, outcome: 'inconclusive' | 'error'): string[] {
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
    ...evidence(page, check),
    ...field(page, 'check', check.id, page.colors.dim),
  ];
}

/** One reason for several checks: said once, with where they stand. */
function sharedReason(
  page: Page,
  mark: string,
  reason: string,
  group: CheckResult[],
  paint: Paint,
): string[] {
  return [
    ...paragraph(page, mark, `${reason} (${plural(group.length, 'check')})`, undefined, paint),
    ...paragraph(page, '    ', page.verbose ? idsOf(group) : topicsOf(group), page.colors.dim),
  ];
}

function untested(page: Page): string[] {
  const { colors } = page;
  const checks = withOutcome(page.report, 'untested');
  if (checks.length === 0) return [];
  const groups = groupBy(checks, ({ reason }) => reason ?? 'no reason given');
  return [
    ...heading(page, 'Not tested', checks.length, colors.blue),
    ...groups.flatMap(([reason, group]) => sharedReason(page, '○ ', reason, group, colors.blue)),
  ];
}

function idsOf(checks: CheckResult[]): string {
  return checks.map(({ id }) => id).join(', ');
}

function topicsOf(checks: CheckResult[]): string {
  return groupBy(checks, topicOf)
    .map(([topic, group]) => `${topic} ${group.length}`)
    .join(', ');
}

function notApplicable(page: Page): string[] {
  const { colors } = page;
  const checks = withOutcome(page.report, 'not-applicable');
  if (checks.length === 0) return [];
  const title = heading(page, 'Not applicable', checks.length, colors.dim);
  if (!page.verbose) return [...title, ...paragraph(page, '– ', topicsOf(checks), colors.dim, colors.dim)];
  return [
    ...title,
    ...checks.flatMap((check) => paragraph(page, '– ', `${check.id}: ${check.reason ?? ''}`)),
  ];
}

/** One line a topic: how many of its checks hold, of those that came to a judgement. */
function passed(page: Page): string[] {
  const { colors, report } = page;
  if (report.summary.pass === 0) return [];
  const judged = report.checks.filter(({ outcome }) => ['pass', 'fail', 'warn'].includes(outcome));
  const groups = groupBy(judged, topicOf);
  const breadth = Math.max(...groups.map(([topic]) => topic.length)) + 2;
  return [
    ...heading(page, 'Passed', report.summary.pass, colors.green),
    ...groups.flatMap(([topic, checks]) => {
      const good = checks.filter(({ outcome }) => outcome === 'pass');
      if (good.length === 0) return [];
      const share = good.length === checks.length ? `${good.length}` : `${good.length} of ${checks.length}`;
      return [
        ...paragraph(page, `✓ ${plain(topic).padEnd(breadth)}`, share, undefined, (lead) =>
          lead.replace('✓', colors.green),
        ),
        ...(page.verbose ? good.flatMap((check) => paragraph(page, '    ', check.title, colors.dim)) : []),
      ];
    }),
  ];
}

function foot(page: Page, outputFolder: string | undefined): string[] {
  const { colors, report } = page;
  const { summary } = report;
  const parts: [number, string, Paint][] = [
    [summary.pass, 'passed', colors.green],
    [summary.fail, 'failed', colors.red],
    [summary.warn, summary.warn === 1 ? 'warning' : 'warnings', colors.yellow],
    [summary.inconclusive, 'inconclusive', colors.yellow],
    [summary.error, summary.error === 1 ? 'error' : 'errors', colors.magenta],
    [summary.untested, 'not tested', colors.blue],
    [summary.notApplicable, 'not applicable', colors.dim],
  ];
  const shown = parts
    .filter(([count]) => count > 0)
    .map(([count, name, paint]) => ({ text: `${count} ${name}`, paint }));
  return [
    ...tally(page, shown),
    ...(outputFolder === undefined ? [] : paragraph(page, 'Reports: ', outputFolder, undefined, colors.dim)),
  ];
}

/** The counts in colour, as many on a line as fit. */
function tally(page: Page, parts: { text: string; paint: Paint }[]): string[] {
  const lines: string[] = [];
  let used = Infinity;
  for (const { text, paint } of parts) {
    if (used + 3 + columns(text) > page.width) {
      lines.push(paint(text));
      used = columns(text);
    } else {
      lines.push(`${lines.pop() ?? ''}${page.colors.dim(' · ')}${paint(text)}`);
      used += 3 + columns(text);
    }
  }
  return lines;
}
