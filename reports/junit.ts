/**
 * JUnit XML, as the test views of CI systems read it: one testsuite a topic, one testcase a check.
 * A warning is a passed case that says so on system-out, because JUnit knows no third way.
 */
import type { CheckResult, Exchange, Report } from '../harness/contract.ts';
import { duration, evidenceOf, exchangeLine, exchangesById, groupBy, topicOf } from './summary.ts';

type Attributes = Record<string, string | number>;
type Exchanges = ReadonlyMap<string, Exchange>;

/** Renders `junit.xml`. */
export function renderJunit(report: Report): string {
  const exchanges = exchangesById(report);
  const suites = groupBy(report.checks, topicOf).map(([topic, checks]) =>
    suite(report, topic, checks, exchanges),
  );
  const trouble = report.trouble ?? [];
  const name = `${report.tool.name} ${report.target.role} ${report.target.url}`;
  const totals = counts(report.checks, trouble.length);
  const all = element('testsuites', { name, ...totals, time: seconds(report.durationMs) }, [
    ...suites,
    ...(trouble.length > 0 ? [stopped(report, trouble)] : []),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${all.join('\n')}\n`;
}

/** A run that was stopped must not look green, even when it came to no check. */
function stopped(report: Report, trouble: string[]): string[] {
  const { role } = report.target;
  const name = `${role}.run`;
  const attributes = { name, ...counts([], trouble.length), time: seconds(0), timestamp: report.startedAt };
  const cases = trouble.map((message, index) =>
    element('testcase', { name: `trouble ${index + 1}`, classname: name, time: seconds(0) }, [
      element('error', { message, type: 'trouble' }, []),
    ]),
  );
  return element('testsuite', attributes, cases);
}

function suite(report: Report, topic: string, checks: CheckResult[], exchanges: Exchanges): string[] {
  const time = checks.reduce((sum, check) => sum + check.durationMs, 0);
  const attributes = {
    name: `${report.target.role}.${topic}`,
    ...counts(checks),
    time: seconds(time),
    timestamp: report.startedAt,
  };
  const facts = properties({
    target: report.target.url,
    situation: report.target.situation,
    ...(report.target.profile !== undefined && { profile: report.target.profile }),
    specVersion: report.specVersion,
    tool: `${report.tool.name} ${report.tool.version}`,
  });
  return element('testsuite', attributes, [facts, ...checks.map((check) => testcase(check, exchanges))]);
}

function counts(checks: CheckResult[], troubles = 0): Attributes {
  const number = (...outcomes: string[]) => checks.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    tests: checks.length + troubles,
    failures: number('fail'),
    errors: number('error', 'inconclusive') + troubles,
    skipped: number('untested', 'not-applicable'),
  };
}

function testcase(check: CheckResult, exchanges: Exchanges): string[] {
  const [role = '', topic = '', ...name] = check.id.split('/');
  const attributes = {
    name: `${name.join('/')}: ${check.title}`,
    classname: `${role}.${topic}`,
    time: seconds(check.durationMs),
  };
  const facts = properties({
    check: check.id,
    requirement: check.requirement,
    level: check.level,
    outcome: check.outcome,
    ...(check.evidence.length > 0 && { evidence: check.evidence.join(' ') }),
  });
  return element('testcase', attributes, [facts, outcome(check, exchanges)]);
}

function outcome(check: CheckResult, exchanges: Exchanges): string[] {
  const text = details(check, exchanges);
  switch (check.outcome) {
    case 'pass':
      return [];
    case 'warn':
      return textElement('system-out', {}, `WARNING (${check.level}): ${check.title}\n${text}`);
    case 'fail': {
      const message = `expected ${check.expected ?? check.title}; saw ${check.actual ?? 'something else'}`;
      return textElement('failure', { message, type: check.level }, text);
    }
    case 'untested':
    case 'not-applicable':
      return element('skipped', { message: `${check.outcome}: ${check.reason ?? 'no reason given'}` }, []);
    case 'inconclusive':
    case 'error':
      return textElement('error', { message: check.reason ?? check.outcome, type: check.outcome }, text);
  }
}

function details(check: CheckResult, exchanges: Exchanges): string {
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

/** XML 1.0 §2.2 has no way to write most control characters, nor half a surrogate pair. */
const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

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
