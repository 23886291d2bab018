/** The report for a job summary or a comment on a pull request: findings first, the rest folded, under 60 kB. */
import type { CheckResult, Report } from '../harness/contract.ts';
import { gateLines } from './gate-text.ts';
import { clipped, code, link, prose } from './markdown-text.ts';
import { factOf, partNameOf, partNames } from './part-names.ts';
import type { RenderOptions } from './render-options.ts';
import {
  duration,
  evidenceOf,
  exchangeLine,
  exchangesById,
  groupBy,
  partOf,
  plural,
  topicOf,
  withOutcome,
} from './summary.ts';
import { verdictSentence } from './verdict-sentence.ts';

/** GitHub refuses a comment of more than 65,536 characters. */
const MOST_BYTES = 60_000;
/** What the words about left-out parts may take. */
const RESERVE = 500;
const MOST_TEXT = 1_000;
const MOST_EVIDENCE = 3;

/** Renders `report.md`. */
export function renderMarkdown(report: Report, options: RenderOptions = {}): string {
  return fitted([
    head(report),
    ...findings(report, options),
    fold('Not tested', byReason(withOutcome(report, 'untested'))),
    fold('Not applicable', byReason(withOutcome(report, 'not-applicable'))),
    fold('By topic', topics(report)),
    [`<sub>${report.tool.name} ${prose(report.tool.version)}</sub>`],
  ]);
}

/** A block for each finding; the first of its kind has the heading. */
function findings(report: Report, { locate }: RenderOptions): string[][] {
  const exchanges = exchangesById(report);
  const kinds: [title: string, checks: CheckResult[]][] = [
    ['Violations', counting(withOutcome(report, 'fail'))],
    ['Warnings', counting(withOutcome(report, 'warn'))],
    ['Errors of this tool', withOutcome(report, 'error')],
    ['Inconclusive', withOutcome(report, 'inconclusive')],
    ['Excused', report.checks.filter((check) => check.excuse !== undefined && isViolation(check))],
  ];
  return kinds.flatMap(([title, checks]) =>
    checks.map((check, index) => {
      const place = locate?.(check);
      const where = place === undefined ? [] : [`- in ${code(`${place.path}:${place.line}`)}`];
      const seen = evidenceOf(check, exchanges)
        .slice(0, MOST_EVIDENCE)
        .map((exchange) => `- evidence ${code(exchange.id)}: ${code(clipped(exchangeLine(exchange), 300))}`);
      const heading = index === 0 ? [`### ${title} (${checks.length})`, ''] : [];
      return [...heading, ...finding(report, check, [...where, ...seen])];
    }),
  );
}

function counting(checks: CheckResult[]): CheckResult[] {
  return checks.filter(({ excuse }) => excuse === undefined);
}

function isViolation({ outcome }: CheckResult): boolean {
  return outcome === 'fail' || outcome === 'warn';
}

function head(report: Report): string[] {
  const { summary } = report;
  const sign = { conformant: '✅', nonconformant: '❌', incomplete: '⚠️' }[report.verdict];
  const setting = factOf(report, ({ target }) =>
    target.situation === 'lab' ? `lab${target.profile ? ` with ${target.profile}` : ''}` : 'field',
  );
  const facts = [
    setting,
    plural(report.checks.length, 'check'),
    plural(report.exchanges.length, 'exchange'),
    duration(report.durationMs),
    ...(report.requirementSet === undefined ? [] : [`requirement set ${report.requirementSet}`]),
  ];
  return [
    `## ${sign} ${prose(clipped(verdictSentence(report), MOST_TEXT))}`,
    '',
    facts.map(prose).join(' · '),
    '',
    '| passed | failed | warnings | inconclusive | errors | not tested | not applicable |',
    '| --: | --: | --: | --: | --: | --: | --: |',
    `| ${summary.pass} | ${summary.fail} | ${summary.warn} | ${summary.inconclusive} | ${summary.error} | ${summary.untested} | ${summary.notApplicable} |`,
    '',
    ...targets(report),
    ...[...(report.trouble ?? []), ...(report.notes ?? [])]
      .slice(0, 20)
      .map((text) => `> ${prose(clipped(text, MOST_TEXT))}\n`),
    ...gateLines(report).map((text) => `- ${prose(clipped(text, MOST_TEXT))}`),
  ];
}

const MOST_TARGETS = 50;

/** Of a merged report: each target with its verdict. */
function targets({ parts }: Report): string[] {
  if (parts === undefined) return [];
  const names = partNames(parts);
  const rows = parts.slice(0, MOST_TARGETS).map(({ target, specVersion, verdict }, index) => {
    const cells = [names[index] ?? target.url, target.url, target.role, specVersion, verdict];
    return `| ${cells.map((text) => prose(clipped(text.replaceAll('`', ''), 200))).join(' | ')} |`;
  });
  return ['| target | URL | role | revision | verdict |', '| :-- | :-- | :-- | :-- | :-- |', ...rows, ''];
}

function finding(report: Report, check: CheckResult, extra: string[]): string[] {
  const { excuse, expected, actual, reason, remedy, sources } = check;
  const { specVersion } = partOf(report, check);
  const clause = sources.find(({ doc }) => doc.includes(specVersion)) ?? sources[0];
  const line = (label: string, text: string | undefined, write: (text: string) => string) =>
    text === undefined || text === '' ? [] : [`- ${label}: ${write(clipped(text, MOST_TEXT))}`];
  return [
    '<details>',
    `<summary><b>${prose(check.level)}</b> ${prose(clipped(check.title, 300)).replaceAll('`', '')}</summary>`,
    '',
    ...line('excused', excuse && `${excuse.by}: ${excuse.reason}`, prose),
    ...line('expected', expected, prose),
    ...line('seen', actual, code),
    ...line('reason', reason, prose),
    ...line('to mend it', remedy, prose),
    ...(clause === undefined ? [] : [`- clause: ${link(`${clause.doc}, ${clause.section}`, clause.url)}`]),
    ...line('target', partNameOf(report, check), prose),
    ...extra,
    `- check: ${code(check.id)}`,
    '',
    '</details>',
  ];
}

function fold(title: string, lines: string[]): string[] {
  if (lines.length === 0) return [];
  return ['<details>', `<summary>${title}</summary>`, '', ...lines, '', '</details>'];
}

function byReason(checks: CheckResult[]): string[] {
  return groupBy(checks, ({ reason }) => reason ?? 'no reason given').map(
    ([reason, group]) => `- ${prose(clipped(reason, MOST_TEXT))} (${plural(group.length, 'check')})`,
  );
}

function topics(report: Report): string[] {
  const rows = groupBy(report.checks, topicOf).map(([topic, checks]) => {
    const number = (outcome: string) => checks.filter((check) => check.outcome === outcome).length;
    return `| ${prose(topic)} | ${number('pass')} | ${number('fail')} | ${number('warn')} | ${checks.length} |`;
  });
  return rows.length === 0
    ? []
    : ['| topic | passed | failed | warnings | checks |', '| :-- | --: | --: | --: | --: |', ...rows];
}

/** As many blocks as there is room for, and how many had to be left out. */
function fitted(blocks: string[][]): string {
  const texts = blocks.filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`);
  let left = MOST_BYTES - RESERVE;
  const kept = texts.filter((text) => {
    const size = Buffer.byteLength(text) + 1;
    if (size > left) return false;
    left -= size;
    return true;
  });
  const dropped = texts.length - kept.length;
  const note = `\n${plural(dropped, 'part')} did not fit in here: \`report.json\` holds everything.\n`;
  return `${kept.join('\n')}${dropped > 0 ? note : ''}`;
}
