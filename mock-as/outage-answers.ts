import { resetConnection } from './listener.ts';
import type { ServerResponse } from 'node:http';
import type { OutageOptions } from './outage.ts';

/** An outage as far as it answers requests. */
export interface Answering {
  readonly options: OutageOptions;
  /** Responses that are held open until the outage ends. */
  readonly pending: Set<ServerResponse>;
}

const dripInterval = 200;

/** Answers, or ruins, an exchange as the mode says; false when the true answer is needed. */
export function apply({ options, pending }: Answering, response: ServerResponse): boolean {
  const retryAfter = String(options.retryAfter ?? 1);
  switch (options.mode) {
    case 'latency':
    case 'truncated-json':
    case 'wrong-content-type':
    case 'foreign-issuer':
      return false;
    case 'refused':
    case 'reset':
      resetConnection(response.req.socket);
      return true;
    case 'hang':
      hold(pending, response);
      return true;
    case 'slow-body':
      hold(pending, response);
      drip(response);
      return true;
    case '500':
      return answer(response, 500, json({ error: 'server_error' }));
    case '503':
      return answer(response, 503, json({ error: 'temporarily_unavailable' }), { 'Retry-After': retryAfter });
    case '429':
      return answer(response, 429, json({ error_code: 'RATE_LIMITED' }), { 'Retry-After': retryAfter });
    case '401':
      return answer(response, 401, json({ error: 'invalid_client' }), { 'WWW-Authenticate': 'Basic' });
    case 'empty-key-set':
      return answer(response, 200, json({ keys: [] }));
    case 'html':
      return answer(response, 200, ['text/html; charset=utf-8', '<!doctype html><title>Welcome</title>']);
  }
}

const crossOrigin = { 'Access-Control-Allow-Origin': '*' };

type TypedBody = [type: string, body: string];

const json = (body: object): TypedBody => ['application/json', JSON.stringify(body)];

function answer(
  response: ServerResponse,
  status: number,
  [type, body]: TypedBody,
  headers: Record<string, string> = {},
): true {
  response.statusCode = status;
  response.setHeaders(new Map(Object.entries({ ...crossOrigin, 'Content-Type': type, ...headers })));
  response.end(body);
  return true;
}

function hold(pending: Set<ServerResponse>, response: ServerResponse): void {
  pending.add(response);
  response.once('close', () => pending.delete(response));
}

function drip(response: ServerResponse): void {
  response.setHeaders(new Map(Object.entries({ ...crossOrigin, 'Content-Type': 'application/json' })));
  response.write('{');
  const timer = setInterval(() => response.write(' '), dripInterval);
  response.once('close', () => clearInterval(timer));
}
