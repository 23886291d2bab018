/**
 * A report without what differs from run to run though nothing has changed: two runs against the same server then give
 * the same bytes, and a difference between two reports is one of the target or of the tool.
 */
import type { CheckResult, Exchange, HeaderLine, Json, Report } from '../harness/contract.ts';
import { createTextNormaliser, INSTANT, normaliseNumber, type NormaliseText } from './normalise-text.ts';

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

const TIME_NAME = /(?:Ms|Seconds|At)$/;

/**
 * The report with times, ids of exchanges, ports of loopback hosts, made-up identifiers and pseudonyms replaced by ones
 * that depend on their order alone. Exchanges are sorted by the check that asked for them, since checks run side by side.
 * Normalising again changes nothing.
 */
export function normaliseReport(report: Report): Report {
  const exchanges = sorted(report);
  const ids = new Map(exchanges.map(({ id }, index) => [id, `x${index + 1}`]));
  const text = createTextNormaliser(report.startedAt);
  const { target, trouble, notes, parts } = report;
  const how = { text, ids, startedAt: report.startedAt };
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
    checks: report.checks.map((check) => normaliseCheck(check, how)),
    exchanges: exchanges.map((exchange) => ({
      ...withTexts(exchange, text),
      id: ids.get(exchange.id) ?? exchange.id,
    })),
  };
}

/** By the check, then by what was sent and answered, then by the order in which the checks name them as evidence. */
function sorted({ exchanges, checks, startedAt }: Report): Exchange[] {
  const places = new Map([...new Set(checks.flatMap(({ evidence }) => evidence))].map((id, at) => [id, at]));
  const keyed = exchanges.map((exchange) => {
    // Numbers would depend on the order that is looked for here, so each exchange is looked at by itself.
    const alone = withTexts({ ...exchange, id: '' }, createTextNormaliser(startedAt));
    return { exchange, key: JSON.stringify(alone), place: places.get(exchange.id) ?? places.size };
  });
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return keyed
    .sort((a, b) => order(a.exchange.by, b.exchange.by) || order(a.key, b.key) || a.place - b.place)
    .map(({ exchange }) => exchange);
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
    evidence: check.evidence.map((id) => how.ids.get(id) ?? id),
    ...(exhibits === undefined ? {} : { exhibits: normaliseMembers(exhibits, how) }),
    durationMs: 0,
  };
}

/** The exchange with its texts replaced and its times forgotten. */
function withTexts(exchange: Exchange, text: NormaliseText): Exchange {
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

function normaliseMembers(members: Record<string, Json>, how: Normalising): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, normaliseData(value, name, how)]),
  );
}

function normaliseData(value: Json, name: string, how: Normalising): Json {
  if (typeof value === 'string') return how.ids.get(value) ?? how.text(value);
  if (typeof value === 'number') return TIME_NAME.test(name) ? 0 : normaliseNumber(value, how.startedAt);
  if (Array.isArray(value)) return value.map((one) => normaliseData(one, name, how));
  return value === null || typeof value !== 'object' ? value : normaliseMembers(value, how);
}
