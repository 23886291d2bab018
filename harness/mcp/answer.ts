import type { Exchange, Json } from '../contract.ts';
import { headerOf } from '../http/headers.ts';
import { parseEvents } from '../http/sse.ts';

type JsonObject = { [key: string]: Json };

/**
 * What an MCP endpoint said to a JSON-RPC request.
 * - `result`: the server did it. Only this is «served»: a JSON-RPC error inside a 200 is not.
 * - `tool-error`: a result whose `isError` is true; the tool ran, or refused, inside the protocol.
 * - `error`: a JSON-RPC error, under whatever status.
 * - `none`: no JSON-RPC answer to this request's id.
 */
export type Answer =
  | { kind: 'result'; result: JsonObject }
  | { kind: 'tool-error'; text: string }
  | { kind: 'error'; code: number | undefined; message: string; data: Json | undefined }
  | { kind: 'none' };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON text as a value, or undefined when it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Reads the JSON-RPC answer out of a JSON or SSE body. An error may come without the id (JSON-RPC 2.0 §5). */
export function answerOf(exchange: Exchange): Answer {
  const { response, failure } = exchange;
  if (response === undefined || failure !== undefined) return { kind: 'none' };
  const id = requestId(exchange);
  const messages = messagesOf(response.body, headerOf(response.headers, 'content-type') ?? '');
  const own = messages.find((message) => message['id'] === id && ('result' in message || 'error' in message));
  const message = own ?? messages.find((m) => 'error' in m && (m['id'] === null || m['id'] === undefined));
  if (message === undefined) return { kind: 'none' };
  if (isObject(message['error'])) return errorAnswer(message['error']);
  const result = message['result'];
  if (!isObject(result)) return { kind: 'none' };
  return result['isError'] === true
    ? { kind: 'tool-error', text: textOf(result['content']) }
    : { kind: 'result', result };
}

/** True when the operation was carried out: a 2xx with a result that echoes the request's id. */
export function isServed(exchange: Exchange): boolean {
  const status = exchange.response?.status ?? 0;
  return status >= 200 && status < 300 && answerOf(exchange).kind === 'result';
}

/** True when an open stream holds the answer to `id`, so that reading may stop. */
export function hasAnswer(id: number): (bodySoFar: string) => boolean {
  return (body) =>
    messagesOf(body, 'text/event-stream').some((message) => message['id'] === id && !('method' in message));
}

/** One line for a person: `200 with a result`, `401`, `200 with JSON-RPC error -32603`. */
export function describe(exchange: Exchange): string {
  if (exchange.failure !== undefined) return `no answer (${exchange.failure.kind})`;
  const status = `HTTP ${exchange.response?.status ?? 0}`;
  const answer = answerOf(exchange);
  if (answer.kind === 'result') return `${status} with a result`;
  if (answer.kind === 'tool-error') return `${status} with a tool error inside the result`;
  if (answer.kind === 'error' && status.startsWith('HTTP 2'))
    return `${status} with JSON-RPC error ${answer.code ?? '?'} inside`;
  return status;
}

function requestId(exchange: Exchange): Json | undefined {
  const request = parseJson(exchange.request.body ?? '');
  return isObject(request) ? request['id'] : undefined;
}

function messagesOf(body: string, contentType: string): JsonObject[] {
  if (!contentType.toLowerCase().startsWith('text/event-stream')) return flatten(parseJson(body));
  return parseEvents(body).flatMap((event) => flatten(parseJson(event.data)));
}

function flatten(value: Json | undefined): JsonObject[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

function errorAnswer(error: JsonObject): Answer {
  const { code, message, data } = error;
  return {
    kind: 'error',
    code: typeof code === 'number' ? code : undefined,
    message: typeof message === 'string' ? message : '',
    data,
  };
}

function textOf(content: Json | undefined): string {
  const parts = Array.isArray(content) ? content.filter(isObject) : [];
  return parts.map((part) => (typeof part['text'] === 'string' ? part['text'] : '')).join(' ');
}
