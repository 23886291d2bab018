/** One line a check, for a spreadsheet (RFC 4180). */
import type { CheckResult, Report } from '../harness/contract.ts';
import { targetNameOf } from './part-names.ts';
import { partOf, topicOf } from './summary.ts';

const COLUMNS: [name: string, value: (check: CheckResult, report: Report) => string | undefined][] = [
  ['target', (check, report) => targetNameOf(report, check)],
  ['url', (check, report) => partOf(report, check).target.url],
  ['role', (check, report) => partOf(report, check).target.role],
  ['revision', (check, report) => partOf(report, check).specVersion],
  ['topic', topicOf],
  ['check', ({ id }) => id],
  ['requirement', ({ requirement }) => requirement],
  ['level', ({ level }) => level],
  ['outcome', ({ outcome }) => outcome],
  ['title', ({ title }) => title],
  ['expected', ({ expected }) => expected],
  ['actual', ({ actual }) => actual],
  ['reason', ({ reason }) => reason],
  ['excused', ({ excuse }) => excuse && `${excuse.by}: ${excuse.reason}`],
  ['remedy', ({ remedy }) => remedy],
  ['clauses', ({ sources }) => sources.map(({ doc, section }) => `${doc}, ${section}`).join('; ')],
  ['links', ({ sources }) => sources.map(({ url }) => url).join(' ')],
  ['evidence', ({ evidence }) => evidence.join(' ')],
];

/** Renders `report.csv`: a header line, then the checks in the order of the report. */
export function renderCsv(report: Report): string {
  const rows = report.checks.map((check) => COLUMNS.map(([, value]) => value(check, report) ?? ''));
  return [COLUMNS.map(([name]) => name), ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/**
 * What a spreadsheet would take for a formula gets an apostrophe in front, which shows it as text: a target could
 * otherwise have its words calculated on the reader's machine.
 */
function cell(text: string): string {
  const clean = text.replaceAll(
    /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/g,
    '\uFFFD',
  );
  const safe = /^[\s\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20|%]|^[\t\r\n]/.test(clean) ? `'${clean}` : clean;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
