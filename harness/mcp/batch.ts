import type { Exchange, Json } from '../contract.ts';
import { headerOf } from '../http/headers.ts';
import { parseEvents } from '../http/sse.ts';
import { isObject, parseJson } from './answer.ts';
import type { Operation } from './wire.ts';

/** Puts operations into one body, with the ids 1, 2, … (2025-03-26 basic/transports «Sending Messages», JSON-RPC 2.0 §6). */
export function batchOf(operations: Operation[]): string {
  return JSON.stringify(
    operations.map((operation, index) => ({ jsonrpc: '2.0', id: index + 1, ...operation })),
  );
}

/** Ids of the members of a batch that were carried out: a result, and no tool error inside it. */
export function servedMembers({ response }: Exchange): number[] {
  if (response === undefined || response.status >= 300) return [];
  const type = headerOf(response.headers, 'content-type') ?? '';
  const texts = type.toLowerCase().startsWith('text/event-stream')
    ? parseEvents(response.body).map(({ data }) => data)
    : [response.body];
  const messages = texts.flatMap((text) => [parseJson(text)].flat()).filter(isObject);
  return messages.flatMap(({ id, result }) => (typeof id === 'number' && isDone(result) ? [id] : []));
}

function isDone(result: Json | undefined): boolean {
  return isObject(result) && result['isError'] !== true;
}
