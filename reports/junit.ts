/**
 * JUnit XML, as the test views of CI systems read it: one testsuite a topic, one testcase a check.
 * A warning is a passed case that says so on system-out, because JUnit knows no third way; one that the gate stops at is a
 * failure. What the gate looks past is skipped, with the reason. Only elements and attributes of the schema that Jenkins
 * publishes are used, so what would be properties of a case stands on its system-out.
 */
import type { CheckResult, Exchange, GateCause, Report } from '../harness/contract.ts';
import { partNameOf, targetsOf } from './part-names.ts';
import { duration, evidenceOf, exchangeLine, exchangesById, groupBy, partOf, topicOf } from './summary.ts';

type Attributes = Record<string, string | number>;
type Exchanges = ReadonlyMap<string, Exchange>;

/** What a case is rendered with. */
interface Context {
  report: Report;
  exchanges: Exchanges;
  /** Whether the gate stops at a check. */
  isGated: (check: CheckResult) => boolean;
}

type Standing = 'passed' | 'failed' | 'error' | 'skipped';

/** Renders `report.xml`. */
export function renderJunit(report: Report): string {
  const causes = report.gate?.causes ?? [];
  const context: Context = { report, exchanges: exchangesById(report), isGated: gatedBy(causes) };
  const groups = groupBy(report.checks, (check) => suiteName(report, check));
  const suites = groups.map(([name, checks]) => suite(context, name, checks));
  const trouble = report.trouble ?? [];
  const demands = causes.filter(({ kind }) => kind === 'expectations' || kind === 'coverage');
  const totals = counts(context, report.checks);
  const all = {
    name: `${report.tool.name} ${report.target.role} ${targetsOf(report)}`,
    tests: totals.tests + trouble.length + demands.length,
    failures: totals.failures + demands.length,
    errors: totals.errors + trouble.length,
    time: seconds(report.durationMs),
  };
  const { role } = report.target;
  const extra = [
    ...aside(report, `${role}.run`, 'error', trouble),
    ...aside(
      report,
      `${role}.gate`,
      'failure',
      demands.map(({ text, checks }) => [text, ...checks].join(' ')),
    ),
  ];
  const lines = element('testsuites', all, [...suites, extra]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines.join('\n')}\n`;
}

/** Of several targets each may have had a gate of its own, which says nothing of the same check at another one. */
function gatedBy(causes: readonly GateCause[]): Context['isGated'] {
  const stopped = new Set(
    causes
      .filter(({ kind }) => kind === 'violations')
      .flatMap(({ part, checks }) => checks.map((id) => gateKey(part, id))),
  );
  return ({ part, id }) => stopped.has(gateKey(part, id)) || stopped.has(gateKey(undefined, id));
}

function gateKey(part: number | undefined, id: string): string {
  return `${part ?? 'all'} ${id}`;
}

/** In a merged report the same topic stands once for each target. */
function suiteName(report: Report, check: CheckResult): string {
  const name = partNameOf(report, check);
  const suite = `${partOf(report, check).target.role}.${topicOf(check)}`;
  return name === undefined ? suite : `${suite} ${name}`;
}

/** Viewers know a case by its class and name, and read the dots of a class as folders. */
function classOf(report: Report, check: CheckResult): string {
  const [role = '', topic = ''] = check.id.split('/');
  const name = partNameOf(report, check);
  return `${name === undefined ? '' : `${name.replaceAll('.', '_')}.`}${role}.${topic}`;
}

/** A run that was stopped, or a gate that does not hold, must not look green, even when there is no check to show it. */
function aside(report: Report, name: string, kind: 'error' | 'failure', messages: string[]): string[] {
  if (messages.length === 0) return [];
  const number = { failures: 0, errors: 0, [`${kind}s`]: messages.length };
  const attributes = { name, tests: messages.length, ...number, skipped: 0, time: seconds(0) };
  const cases = messages.map((message, index) =>
    element(
      'testcase',
      {
        name: `${kind === 'error' ? 'trouble' : 'demand'} ${index + 1}`,
        classname: name,
        time: seconds(0),
      },
      [element(kind, { message, type: kind === 'error' ? 'trouble' : 'gate' }, [])],
    ),
  );
  return element('testsuite', { ...attributes, timestamp: report.startedAt }, cases);
}

function suite(context: Context, name: string, checks: CheckResult[]): string[] {
  const { report } = context;
  const time = checks.reduce((sum, check) => sum + check.durationMs, 0);
  const attributes = {
    name,
    ...counts(context, checks),
    time: seconds(time),
    timestamp: report.startedAt,
  };
  const { target, specVersion } = checks[0] === undefined ? report : partOf(report, checks[0]);
  const facts = properties({
    ...(target.name !== undefined && { name: target.name }),
    target: target.url,
    situation: target.situation,
    ...(target.profile !== undefined && { profile: target.profile }),
    specVersion,
    tool: `${report.tool.name} ${report.tool.version}`,
  });
  return element('testsuite', attributes, [facts, ...checks.map((check) => testcase(context, check))]);
}

function counts(context: Context, checks: CheckResult[]) {
  const number = (standing: Standing) =>
    checks.filter((check) => standingOf(context, check) === standing).length;
  return {
    tests: checks.length,
    failures: number('failed'),
    errors: number('error'),
    skipped: number('skipped'),
  };
}

function standingOf({ isGated }: Context, check: CheckResult): Standing {
  const { outcome, excuse } = check;
  if (outcome === 'pass') return 'passed';
  if (outcome === 'untested' || outcome === 'not-applicable' || excuse !== undefined) return 'skipped';
  if (outcome === 'inconclusive' || outcome === 'error') return 'error';
  return outcome === 'fail' || isGated(check) ? 'failed' : 'passed';
}

function testcase(context: Context, check: CheckResult): string[] {
  const [, , ...name] = check.id.split('/');
  const attributes = {
    name: `${name.join('/')}: ${check.title}`,
    classname: classOf(context.report, check),
    time: seconds(check.durationMs),
  };
  return element('testcase', attributes, [
    outcome(context, check),
    textElement('system-out', {}, told(context, check)),
  ]);
}

function outcome(context: Context, check: CheckResult): string[] {
  const { excuse, expected, actual, reason } = check;
  const contrast = `expected ${expected ?? check.title}; saw ${actual ?? 'something else'}`;
  switch (standingOf(context, check)) {
    case 'passed':
      return [];
    case 'failed':
      return textElement('failure', { message: contrast, type: check.level }, details(context, check));
    case 'error':
      return textElement(
        'error',
        { message: reason ?? check.outcome, type: check.outcome },
        details(context, check),
      );
    case 'skipped': {
      const why =
        reason ?? (check.outcome === 'fail' || check.outcome === 'warn' ? contrast : 'no reason given');
      const excused = excuse === undefined ? '' : `excused (${excuse.by}): ${excuse.reason} — `;
      return element('skipped', { message: `${excused}${check.outcome}: ${why}` }, []);
    }
  }
}

/** What a viewer shows beside the outcome. */
function told(context: Context, check: CheckResult): string {
  const facts = [
    `check: ${check.id}`,
    `requirement: ${check.requirement}`,
    `level: ${check.level}`,
    `outcome: ${check.outcome}`,
    ...(check.evidence.length > 0 ? [`evidence: ${check.evidence.join(' ')}`] : []),
  ].join('\n');
  return check.outcome === 'warn'
    ? `WARNING (${check.level}): ${check.title}\n${details(context, check)}\n${facts}`
    : facts;
}

function details({ exchanges }: Context, check: CheckResult): string {
  const lines = [
    ...(check.expected === undefined ? [] : [`Expected: ${check.expected}`]),
    ...(check.actual === undefined ? [] : [`Saw: ${check.actual}`]),
    ...(check.reason === undefined ? [] : [`Reason: ${check.reason}`]),
    ...(check.remedy === undefined ? [] : [`Remedy: ${check.remedy}`]),
    ...check.sources.map(({ doc, section, url }) => `Clause: ${doc}, ${section}: ${url}`),
    ...evidenceOf(check, exchanges).map(evidenceLine),
  ];
  return lines.join('\n');
}

function evidenceLine(exchange: Exchange): string {
  return `Evidence: ${exchange.id} ${exchangeLine(exchange)} (${duration(exchange.timing.durationMs)})`;
}

function properties(values: Record<string, string>): string[] {
  const list = Object.entries(values).map(([name, value]) => element('property', { name, value }, []));
  return element('properties', {}, list);
}

/** An element with elements in it, as lines. */
function element(name: string, attributes: Attributes, children: string[][]): string[] {
  const lines = children.flat();
  if (lines.length === 0) return [`<${name}${written(attributes)}/>`];
  return [`<${name}${written(attributes)}>`, ...lines.map((line) => `  ${line}`), `</${name}>`];
}

/** An element with text in it. It counts as one line, so that its text is never indented. */
function textElement(name: string, attributes: Attributes, text: string): string[] {
  return [`<${name}${written(attributes)}>${escapeText(text)}</${name}>`];
}

function written(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`)
    .join('');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** XML 1.0 §2.2 has no way to write most control characters, nor half a surrogate pair; a terminal may act on C1. */
const illegal = /[^\t\n\r\u0020-\u007E\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

function escapeText(text: string): string {
  return text.replace(illegal, '\uFFFD').replace(/[&<>\r]/g, (character) => entities[character] ?? character);
}

/** A parser turns bare white space in an attribute into blanks (XML 1.0 §3.3.3). */
function escapeAttribute(text: string): string {
  return text
    .replace(illegal, '\uFFFD')
    .replace(/[&<>"\t\n\r]/g, (character) => entities[character] ?? character);
}
