import type { Exchange, HeaderLine } from '../contract.ts';
import { headerOf } from '../http/headers.ts';
import type { Reply } from '../http/recorder.ts';
import { parseJson } from '../mcp/answer.ts';

/** What a browser saw, in the shape of what the recorder gives. */
export function replyOf(exchange: Exchange, text: string, headers: HeaderLine[] = []): Reply {
  return {
    exchange,
    hops: [],
    status: exchange.response?.status,
    headers,
    header: (name) => headerOf(headers, name),
    text,
    json: () => parseJson(text),
  };
}
