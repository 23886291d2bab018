/** The exchanges as an HTTP Archive 1.2, for the network views of browsers and the like. Redacted as the report is. */
import type { Exchange, HeaderLine, Report } from '../harness/contract.ts';
import { targetsOf } from './part-names.ts';
import { jsonText } from './json-text.ts';

interface NameValue {
  name: string;
  value: string;
}

/** Renders `report.har`. */
export function renderHar(report: Report): string {
  const started = Date.parse(report.startedAt);
  const log = {
    version: '1.2',
    creator: { name: report.tool.name, version: report.tool.version },
    pages: [],
    entries: [...report.exchanges]
      .sort((a, b) => a.timing.startedMs - b.timing.startedMs)
      .map((exchange) => entry(exchange, Number.isNaN(started) ? 0 : started)),
    comment: `Exchanges with ${targetsOf(report)}. Secrets are replaced: equal values by equal pseudonyms.`,
  };
  return jsonText({ log });
}

function entry(exchange: Exchange, started: number) {
  const { id, by, via, timing, failure } = exchange;
  return {
    startedDateTime: new Date(started + timing.startedMs).toISOString(),
    time: timing.durationMs,
    request: request(exchange),
    response: response(exchange),
    cache: {},
    // The recorder knows the whole time only.
    timings: { send: 0, wait: timing.durationMs, receive: 0 },
    comment: `${id}, seen by ${via}, for ${by}${failure === undefined ? '' : `; no answer (${failure.kind}): ${failure.message}`}`,
  };
}

function request({ request: { method, url, headers, body } }: Exchange) {
  const mimeType = valueOf(headers, 'content-type');
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headers.map(pair),
    queryString: queryOf(url),
    ...(body === undefined ? {} : { postData: { mimeType, text: body } }),
    headersSize: -1,
    bodySize: body === undefined ? 0 : Buffer.byteLength(body),
  };
}

/** Status 0 is how browsers write a request without an answer. */
function response({ response: given, failure }: Exchange) {
  const headers = given?.headers ?? [];
  const body = given?.body ?? '';
  return {
    status: given?.status ?? 0,
    statusText: '',
    httpVersion: given === undefined ? '' : 'HTTP/1.1',
    cookies: [],
    headers: headers.map(pair),
    content: {
      size: Buffer.byteLength(body),
      mimeType: valueOf(headers, 'content-type') || 'x-unknown',
      text: body,
      ...(given?.truncated === true ? { comment: 'The body went on beyond this.' } : {}),
    },
    redirectURL: valueOf(headers, 'location'),
    headersSize: -1,
    bodySize: -1,
    ...(failure === undefined ? {} : { comment: failure.message }),
  };
}

function pair([name, value]: HeaderLine): NameValue {
  return { name, value };
}

function valueOf(headers: HeaderLine[], wanted: string): string {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
}

function queryOf(url: string): NameValue[] {
  return URL.canParse(url) ? [...new URL(url).searchParams].map(pair) : [];
}
