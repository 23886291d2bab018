import type { Operation } from '../types.ts';
import { isObject } from '../verify/upstream.ts';

/** The requests and notifications of a body: one, or those of a batch. */
export function operationsOf(body: unknown): Operation[] {
  const messages = Array.isArray(body) ? (body as unknown[]) : [body];
  return messages.flatMap((message) => {
    if (!isObject(message) || typeof message['method'] !== 'string') return [];
    const params = isObject(message['params']) ? message['params'] : {};
    const name = typeof params['name'] === 'string' ? params['name'] : undefined;
    return [{ method: message['method'], name, params }];
  });
}
