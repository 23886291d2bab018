import type { Answered, HeaderLine, Json } from '../../harness/index.ts';
import { answered, lost } from '../../harness/exchange.test-helper.ts';

/** A 401 with these lines of WWW-Authenticate. */
export function challenged(...lines: string[]): Answered {
  const fields = lines.map((line): HeaderLine => ['WWW-Authenticate', line]);
  return answered(401, { headers: [['content-type', 'application/json'], ...fields] });
}

/** The gathered refusals: the same field for all, or another one for refused tokens. */
export function refusals(bare: Answered, foreign: Answered = bare): { bare: Answered; foreign: Answered } {
  return { bare, foreign };
}

/** A metadata document with status 200. */
export function served(
  document: Json,
  url = 'https://mcp.example/.well-known/oauth-protected-resource/mcp',
): Answered {
  return answered(200, { body: document, url });
}

/**
 * An exchange that got no answer. Typed as answered, because the type of a check does not tell whether its judge looks
 * at failures.
 */
export function unanswered(
  kind: Parameters<typeof lost>[0],
  url = 'https://mcp.example/.well-known/oauth-protected-resource/mcp',
): Answered {
  return { ...lost(kind), request: answered(200, { url }).request } as Answered;
}
