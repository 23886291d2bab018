/**
 * A report without what differs from run to run though nothing has changed: two runs against the same server then give
 * the same bytes, and a difference between two reports is one of the target or of the tool.
 */
import type { CheckResult, Exchange, HeaderLine, Json, Report } from '../harness/contract.ts';
import { createWithoutOthers } from './normalise-left.ts';
import { comparisonKeys } from './normalise-order.ts';
import {
  createTextNormaliser,
  INSTANT,
  normaliseNumber,
  portsIn,
  type NormaliseText,
  type TextNormaliser,
} from './normalise-text.ts';

/** Header fields whose value says when, or by whom on the way, and nothing of authorization. */
const PASSING = new Set([
  'date',
  'age',
  'etag',
  'last-modified',
  'expires',
  'keep-alive',
  'content-length',
  'traceparent',
  'x-request-id',
  'x-response-time',
  'x-correlation-id',
]);

/** Behind every exchange that is named. */
const UNNAMED = 999_999;

const TIME_NAME = /(?:Ms|Seconds|At)$/;

/**
 * The report with times, ids of exchanges, ports of loopback hosts, made-up identifiers and pseudonyms replaced by ones
 * that depend on their order alone: identifiers and pseudonyms on that within one check, so that what differs in one check
 * shows in that one only. Exchanges are sorted by the check that asked for them, since checks run side by side; what a
 * check finds in lists of the server because another one has left it there is taken out. Normalising again changes nothing.
 */
export function normaliseReport(report: Report): Report {
  const groups = sorted({ ...report, exchanges: essential(report) });
  const ids = new Map(groups.flatMap((alike, index) => alike.map(({ id }) => [id, `x${index + 1}`])));
  const exchanges = groups.flatMap(([first]) => first ?? []);
  const ports = portsIn([report.target.url, ...exchanges.map(({ request }) => request.url)]);
  const scopes = createScopes(report.startedAt, ports);
  const { text } = scopes('');
  const { target, trouble, notes, parts } = report;
  return {
    ...report,
    target: { ...target, url: text(target.url) },
    startedAt: INSTANT,
    durationMs: 0,
    ...(trouble === undefined ? {} : { trouble: trouble.map(text) }),
    ...(notes === undefined ? {} : { notes: notes.map(text) }),
    ...(parts === undefined
      ? {}
      : {
          parts: parts.map((part) => ({ ...part, target: { ...part.target, url: text(part.target.url) } })),
        }),
    checks: report.checks.map((check) =>
      normaliseCheck(check, {
        text: scopes(check.id).text,
        ids,
        startedAt: report.startedAt,
      }),
    ),
    exchanges: exchanges.map((exchange) => ({
      ...withTexts(exchange, scopes(exchange.by)),
      id: ids.get(exchange.id) ?? exchange.id,
    })),
  };
}

/** How often something was asked for until it came is a matter of time: what nobody looks at is left out. */
function essential({ exchanges, checks }: Report): Exchange[] {
  const named = new Set(checks.flatMap(({ evidence }) => evidence));
  return exchanges
    .filter(({ id, by }) => by !== 'gather/waiting' || named.has(id))
    .map(createWithoutOthers(exchanges));
}

/** Names for each check, the same whenever it is asked for. */
function createScopes(startedAt: string, ports: ReadonlySet<string>): (by: string) => TextNormaliser {
  const known = new Map<string, TextNormaliser>();
  return (by) => {
    const scope = known.get(by) ?? createTextNormaliser(startedAt, ports);
    known.set(by, scope);
    return scope;
  };
}

/**
 * By the check, then by what was sent and answered, then by the order in which the check names them as evidence. What is
 * gathered for many checks is gathered once for each instance of the server, and which instance a check meets is a matter
 * of time: where both gave the same they count as one.
 */
function sorted({ exchanges, checks, startedAt }: Report): Exchange[][] {
  const ports = portsIn(exchanges.map(({ request }) => request.url));
  const places = placesIn(checks);
  return [...groupsOf(exchanges, ({ by }) => by)]
    .sort(([one], [other]) => order(one, other))
    .flatMap(([by, together]) => {
      const isGathered = by.startsWith('gather/');
      const compared = together.map((exchange) => ({
        ...comparable(exchange, startedAt, ports),
        place: places(exchange),
      }));
      const keys = isGathered ? compared.map(({ template }) => template) : comparisonKeys(compared);
      const keyed = together.map((exchange, index) => ({ exchange, key: keys[index] ?? '' }));
      keyed.sort((a, b) => order(a.key, b.key));
      if (!isGathered) return keyed.map(({ exchange }) => [exchange]);
      return [...groupsOf(keyed, ({ key }) => key).values()].map((alike) =>
        alike.map(({ exchange }) => exchange),
      );
    });
}

/** Where the check that made an exchange names it as evidence; last where it does not. */
function placesIn(checks: readonly CheckResult[]): (exchange: Exchange) => number {
  const own = new Map(checks.map(({ id, evidence }) => [id, new Map(evidence.map((one, at) => [one, at]))]));
  return ({ id, by }) => own.get(by)?.get(id) ?? UNNAMED;
}

function groupsOf<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value)) ?? [];
    group.push(value);
    groups.set(keyOf(value), group);
  }
  return groups;
}

function order<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Names would depend on the order that is looked for here, so each exchange is looked at by itself. */
function comparable(exchange: Exchange, startedAt: string, ports: ReadonlySet<string>) {
  const alone = createTextNormaliser(startedAt, ports);
  const template = JSON.stringify(withTexts({ ...exchange, id: '' }, alone));
  return { template, values: alone.values() };
}

interface Normalising {
  text: NormaliseText;
  /** Of exchanges, by their ids in the report. */
  ids: ReadonlyMap<string, string>;
  startedAt: string;
}

function normaliseCheck(check: CheckResult, how: Normalising): CheckResult {
  const texts = (['expected', 'actual', 'reason'] as const).flatMap((member) => {
    const value = check[member];
    return value === undefined ? [] : [[member, how.text(value)]];
  });
  const { exhibits } = check;
  return {
    ...check,
    ...(Object.fromEntries(texts) as Partial<CheckResult>),
    evidence: [...new Set(check.evidence.map((id) => how.ids.get(id) ?? id))],
    ...(exhibits === undefined ? {} : { exhibits: normaliseMembers(exhibits, how) }),
    durationMs: 0,
  };
}

/** The exchange with its texts replaced and its times forgotten. */
function withTexts(exchange: Exchange, { text, nextExchange }: TextNormaliser): Exchange {
  nextExchange();
  const { request, response, failure } = exchange;
  const lines = (headers: readonly HeaderLine[]) =>
    headers.map(([name, value]): HeaderLine => [
      name,
      PASSING.has(name.toLowerCase()) ? '‹passing›' : text(value),
    ]);
  return {
    ...exchange,
    request: {
      ...request,
      url: text(request.url),
      headers: lines(request.headers),
      ...(request.body === undefined ? {} : { body: text(request.body) }),
    },
    ...(response === undefined
      ? {}
      : { response: { ...response, headers: lines(response.headers), body: text(response.body) } }),
    ...(failure === undefined ? {} : { failure: { ...failure, message: text(failure.message) } }),
    timing: { startedMs: 0, durationMs: 0 },
  };
}

/** Facts about exchanges may stand under the ids of these. */
function normaliseMembers(members: Record<string, Json>, how: Normalising): Record<string, Json> {
  const given = Object.entries(members);
  const areIds = given.length > 0 && given.every(([name]) => how.ids.has(name));
  const renamed = given.map(([name, value]): [string, Json] => [
    how.ids.get(name) ?? name,
    normaliseData(value, name, how),
  ]);
  return Object.fromEntries(areIds ? renamed.sort(([a], [b]) => numberOf(a) - numberOf(b)) : renamed);
}

function normaliseData(value: Json, name: string, how: Normalising): Json {
  if (typeof value === 'string') return how.ids.get(value) ?? how.text(value);
  if (typeof value === 'number') return TIME_NAME.test(name) ? 0 : normaliseNumber(value, how.startedAt);
  if (Array.isArray(value)) return value.map((one) => normaliseData(one, name, how));
  return value === null || typeof value !== 'object' ? value : normaliseMembers(value, how);
}

function numberOf(id: string): number {
  return Number(id.slice(1));
}
