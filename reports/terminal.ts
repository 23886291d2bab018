/**
 * The report for a reader at a terminal: the verdict, then what to mend, then what was left open, then
 * what holds. Every text of the target passes through `wrap`, which cleans it; colours come after that.
 */
import picocolors from 'picocolors';
import type { Report } from '../harness/contract.ts';
import { factOf, idWithTarget, partNames } from './part-names.ts';
import { duration, exchangesById, groupBy, plural, topicOf, withOutcome } from './summary.ts';
import { findings, openQuestions, sharedReason, topicsOf } from './terminal-findings.ts';
import { heading, paragraph, type Page, type Paint } from './terminal-page.ts';
import { columns, plain } from './text.ts';
import { verdictSentence } from './verdict-sentence.ts';

export interface TerminalOptions {
  color?: boolean;
  /** Columns; 80 when not given, never taken as less than 40. */
  width?: number;
  /** Also lists each passed and each not applicable check, and all evidence. */
  verbose?: boolean;
  /** Puts addresses behind the texts of links (OSC 8), for a terminal that can. */
  links?: boolean;
  /** Where the files of this run are, for the last line. */
  outputFolder?: string;
}

/** Renders a report for a terminal; without escape sequences unless `color` is asked for. */
export function renderTerminal(report: Report, options: TerminalOptions = {}): string {
  const page: Page = {
    width: Math.max(options.width ?? 80, 40),
    verbose: options.verbose ?? false,
    links: options.links ?? false,
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

function verdictMark({ colors }: Page, verdict: Report['verdict']): { paint: Paint; sign: string } {
  return {
    conformant: { paint: colors.green, sign: '✓' },
    nonconformant: { paint: colors.red, sign: '✗' },
    incomplete: { paint: colors.yellow, sign: '?' },
  }[verdict];
}

function head(page: Page): string[] {
  const { report, colors } = page;
  const { paint, sign } = verdictMark(page, report.verdict);
  const facts = [
    factOf(report, ({ target: { situation, profile } }) =>
      situation === 'lab' ? `lab${profile === undefined ? '' : ` with ${profile}`}` : 'field',
    ),
    plural(report.checks.length, 'check'),
    plural(report.exchanges.length, 'exchange'),
    duration(report.durationMs),
  ];
  return [
    ...paragraph(page, `${sign} `, verdictSentence(report), (line) => colors.bold(paint(line)), paint),
    ...paragraph(page, '  ', facts.join(' · '), colors.dim),
    ...targets(page),
    ...(report.trouble ?? []).flatMap((text) => paragraph(page, '  ! ', text, colors.yellow, colors.yellow)),
    ...(report.notes ?? []).flatMap((text) => paragraph(page, '  note: ', text, undefined, colors.cyan)),
  ];
}

/** Of a merged report: each target with its verdict. */
function targets(page: Page): string[] {
  const { parts = [] } = page.report;
  const names = partNames(parts);
  return parts.flatMap(({ target, specVersion, verdict }, index) => {
    const { paint, sign } = verdictMark(page, verdict);
    const name = names[index] ?? target.url;
    const url = name.includes(target.url) ? '' : ` at ${target.url}`;
    return paragraph(page, `  ${sign} `, `${name}${url}, MCP ${specVersion}: ${verdict}`, undefined, paint);
  });
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

function notApplicable(page: Page): string[] {
  const { colors } = page;
  const checks = withOutcome(page.report, 'not-applicable');
  if (checks.length === 0) return [];
  const title = heading(page, 'Not applicable', checks.length, colors.dim);
  if (!page.verbose) return [...title, ...paragraph(page, '– ', topicsOf(checks), colors.dim, colors.dim)];
  return [
    ...title,
    ...checks.flatMap((check) =>
      paragraph(page, '– ', `${idWithTarget(page.report, check)}: ${check.reason ?? ''}`),
    ),
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
