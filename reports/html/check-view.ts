/** What the templates show of one check, and how outcomes are told and counted. */
import type { CheckResult, Outcome, Report, Revision, Source } from '../../harness/contract.ts';
import { partNameOf } from '../part-names.ts';
import { duration, topicOf } from '../summary.ts';
import type { Exhibit } from './decisive.ts';
import { cut } from './pack.ts';
import { linkTo, partsOf, visible, type Part } from './visible.ts';

/** In the order in which a reader cares. */
export const OUTCOMES: Outcome[] = [
  'fail',
  'warn',
  'error',
  'inconclusive',
  'untested',
  'not-applicable',
  'pass',
];
const WORDS: Record<Outcome, { word: string; many: string; sign: string }> = {
  fail: { word: 'failed', many: 'failed', sign: '✗' },
  warn: { word: 'warning', many: 'warnings', sign: '!' },
  error: { word: 'error', many: 'errors', sign: '⚠' },
  inconclusive: { word: 'inconclusive', many: 'inconclusive', sign: '?' },
  untested: { word: 'not tested', many: 'not tested', sign: '○' },
  'not-applicable': { word: 'not applicable', many: 'not applicable', sign: '–' },
  pass: { word: 'passed', many: 'passed', sign: '✓' },
};

export interface CheckView {
  id: string;
  /** Of the fragment that leads to it; also the id of its element. */
  anchor: string;
  href: string;
  name: string;
  topic: string;
  /** In a merged report: which of its targets it is about; else empty. */
  target: string;
  title: Part[];
  outcome: Outcome;
  sign: string;
  word: string;
  level: string;
  /** What is told of it, by label. */
  facts: { label: string; text: Part[]; kind: string }[];
  sources: { text: string; href: string | undefined }[];
  requirement: string;
  /** Empty when there is nothing to tell. */
  duration: string;
  excused: boolean;
  exchangeIds: string;
  exchangeCount: number;
  /** Its group in the packed exchanges. */
  group: number;
  isFinding: boolean;
}

export interface CountView {
  outcome: Outcome;
  count: number;
  text: string;
  sign: string;
  /** Of a bar that is 100 units wide. */
  x: number;
  width: number;
}

/** Characters of one fact of a check; a target can make it long. */
export const FACT_LIMIT = 4_000;

/** A sentence of the report, with its code apart. */
export function sentence(text: string): Part[] {
  return partsOf(cut(text, FACT_LIMIT));
}

/** @param group The place of its exhibits among the packed ones. */
export function checkView(report: Report, check: CheckResult, exhibits: Exhibit[], group: number): CheckView {
  const { id, outcome } = check;
  const { word, sign } = WORDS[outcome];
  // In a report of several targets the same check stands once for each.
  const key = visible(check.part === undefined ? id : `${id}@${check.part + 1}`);
  const fact = (label: string, text: string | undefined, kind: string) =>
    text === undefined || text === '' ? [] : [{ label, kind, text: sentence(text) }];
  return {
    id: visible(id),
    anchor: `check=${key}`,
    href: `#check=${encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%40', '@')}`,
    name: visible(id.split('/').slice(2).join('/') || id),
    topic: visible(topicOf(check)),
    target: visible(cut(partNameOf(report, check) ?? '', 200)),
    title: sentence(check.title),
    outcome,
    sign,
    word,
    level: check.level,
    facts: [
      ...fact('Expected', check.expected, 'expected'),
      ...fact('Seen', check.actual, 'seen'),
      ...fact('Reason', check.reason, 'reason'),
      ...fact('What to do', check.remedy, 'remedy'),
      ...fact('Does not count', check.excuse?.reason, 'excuse'),
    ],
    sources: sourcesOf(check, revisionOf(report, check)),
    requirement: visible(check.requirement),
    duration: check.durationMs < 1 ? '' : duration(check.durationMs),
    excused: check.excuse !== undefined,
    exchangeIds: visible(exhibits.map(({ exchange }) => exchange.id).join(', ')),
    exchangeCount: exhibits.length,
    group,
    isFinding: outcome === 'fail' || outcome === 'warn',
  };
}

/** A merged report judges each target by its own revision. */
function revisionOf(report: Report, { part }: CheckResult): Revision {
  return (part === undefined ? undefined : report.parts?.[part]?.specVersion) ?? report.specVersion;
}

/** What other revisions of MCP say is left out, unless nothing else is said. */
function sourcesOf({ sources }: CheckResult, specVersion: Revision): CheckView['sources'] {
  const isOther = ({ doc }: Source) => /^MCP \d{4}-\d\d-\d\d/.test(doc) && !doc.includes(specVersion);
  const own = sources.filter((source) => !isOther(source));
  return (own.length > 0 ? own : sources).map(({ doc, section, url }) => ({
    text: visible(cut(`${doc}, ${/^\d/.test(section) ? '§' : ''}${section}`, 300)),
    href: linkTo(url),
  }));
}

/** How many checks of each outcome; those that do not count by the requirement set are left out. */
export function countsOf(checks: readonly CheckResult[]): CountView[] {
  let x = 0;
  const counted = checks.filter(({ excuse }) => excuse?.by !== 'requirement-set');
  return OUTCOMES.flatMap((outcome) => {
    const count = counted.filter((check) => check.outcome === outcome).length;
    if (count === 0) return [];
    const width = (100 * count) / counted.length;
    const { word, many, sign } = WORDS[outcome];
    const view = { outcome, count, sign, text: `${count} ${count === 1 ? word : many}`, x, width };
    x += width;
    return [view];
  });
}
