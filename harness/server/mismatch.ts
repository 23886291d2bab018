import type { Answered, Judgement } from '../contract.ts';
import { ok, unclear, violation } from '../judgement.ts';
import { answerOf, describe } from '../mcp/answer.ts';

/** `HeaderMismatch` (2026-07-28 basic/transports/streamable-http «Server Validation»). */
const HEADER_MISMATCH = -32020;

/** Judges a request of which header fields and body say different things. */
export function refusedAsMismatch(exchange: Answered): Judgement {
  const { status } = exchange.response;
  const answer = answerOf(exchange);
  const code = answer.kind === 'error' ? answer.code : undefined;
  if (status === 400 && code === HEADER_MISMATCH) return ok;
  if (status === 429 || status === 503) return unclear(`The request was answered HTTP ${status}.`);
  return violation(
    `HTTP 400 with JSON-RPC error ${HEADER_MISMATCH} (HeaderMismatch)`,
    status === 400 ? `HTTP 400 with ${code ?? 'no'} error code` : describe(exchange),
  );
}
