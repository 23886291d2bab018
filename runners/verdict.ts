/** What a test says of its check: the gate of the command line decides, so that both agree. */
import type { CheckResult, Exchange, Report } from '../harness/contract.ts';
import { plain } from '../reports/text.ts';

export type TestVerdict =
  | { kind: 'passed' }
  /** It passes, and says what is wrong: a violation that does not stop, or one that is excused. */
  | { kind: 'warned'; message: string }
  | { kind: 'skipped'; reason: string }
  | { kind: 'failed'; message: string };

/** @param report With its gate. */
export function verdictOf(report: Report, id: string): TestVerdict {
  const check = report.checks.find((one) => one.id === id);
  if (check === undefined) return { kind: 'skipped', reason: missing(report) };
  const causes = (report.gate?.causes ?? []).filter(({ checks }) => checks.includes(id));
  const lines = describe(report, check);
  if (causes.length > 0) {
    // Of a violation the check says all; a list that is no longer true says what to do itself.
    const told = causes.filter(({ kind }) => kind === 'expectations').map(({ text }) => plain(text));
    return { kind: 'failed', message: [...told, ...lines].join('\n') };
  }
  if (check.outcome === 'pass') return { kind: 'passed' };
  if (check.outcome === 'fail' || check.outcome === 'warn') {
    const excuse = check.excuse === undefined ? [] : [`excused: ${plain(check.excuse.reason)}`];
    return { kind: 'warned', message: [...lines, ...excuse].join('\n') };
  }
  return { kind: 'skipped', reason: `${check.outcome}: ${plain(check.reason ?? 'no reason was given')}` };
}

/** Why the gate does not hold beyond single checks; undefined when it does. */
export function wholeVerdict({ gate }: Report): string | undefined {
  const causes = (gate?.causes ?? []).filter(({ checks }) => checks.length === 0);
  return causes.length === 0 ? undefined : causes.map(({ text }) => plain(text)).join('\n');
}

function missing({ specVersion, trouble }: Report): string {
  return trouble?.[0] === undefined ? `MCP ${specVersion} does not ask for this.` : plain(trouble[0]);
}

function describe(report: Report, check: CheckResult): string[] {
  const { id, level, title, outcome, expected, actual, reason, remedy, sources, evidence } = check;
  // The text that was tested by, where it is among them.
  const clause = sources.find(({ doc }) => doc.includes(report.specVersion)) ?? sources[0];
  const line = (name: string, text: string | undefined) =>
    text === undefined ? [] : [`${name}: ${plain(text)}`];
  return [
    `${level}, ${outcome}: ${plain(title)}`,
    ...line('expected', expected),
    ...line('saw', actual),
    ...line('reason', reason),
    ...line('mend', remedy),
    ...line('clause', clause && `${clause.doc}, ${clause.section} ${clause.url}`),
    ...evidence.flatMap((one) =>
      line('evidence', exchangeLine(report.exchanges.find((exchange) => exchange.id === one))),
    ),
    `check: ${id}`,
  ];
}

function exchangeLine(exchange: Exchange | undefined): string | undefined {
  if (exchange === undefined) return undefined;
  const { request, response, failure } = exchange;
  return `${exchange.id} ${request.method} ${request.url} → ${response?.status ?? failure?.kind ?? 'no answer'}`;
}

/** An error without the frames of this package, which would tell the reader nothing. */
export function failureOf(message: string): Error {
  const error = new Error(message);
  error.name = 'ConformanceFailure';
  error.stack = `${error.name}: ${message}`;
  return error;
}
