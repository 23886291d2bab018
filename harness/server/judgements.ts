import type { Answered, Judgement } from '../contract.ts';
import { doesNotApply, ok, unclear, violation } from '../judgement.ts';
import { describe, isServed } from '../mcp/answer.ts';

/** Judges a request that must be refused with HTTP 401. `what` names it: `a token that expired ten minutes ago`. */
export function refusedWith401(exchange: Answered, what: string): Judgement {
  return refusedWith([401], exchange, what);
}

/** Judges a request that must be refused with one of the statuses. */
export function refusedWith(statuses: readonly number[], exchange: Answered, what: string): Judgement {
  const { status } = exchange.response;
  if (statuses.includes(status)) return ok;
  if (isBusy(status))
    return unclear(
      `${capital(what)} was answered HTTP ${status}: the server could not or would not decide just then.`,
    );
  const expected = `HTTP ${statuses.join(' or ')} for ${what}`;
  return violation(
    expected,
    isServed(exchange) ? `${describe(exchange)}: it was accepted` : describe(exchange),
  );
}

/**
 * Judges a request that must not be carried out, whatever status tells so. A wrong status is another check's concern,
 * but a 5xx is no refusal: the server stumbled.
 */
export function refused(exchange: Answered, what: string): Judgement {
  const { status } = exchange.response;
  if (isBusy(status))
    return unclear(
      `${capital(what)} was answered HTTP ${status}: the server could not or would not decide just then.`,
    );
  const isRefusal = (status >= 400 && status < 500) || (status < 300 && !isServed(exchange));
  if (isRefusal) return ok;
  return violation(
    `a refusal of ${what}`,
    isServed(exchange) ? `${describe(exchange)}: it was accepted` : describe(exchange),
  );
}

/** Judges only the status of a refusal: 401. Whether the request is refused at all is another check's concern. */
export function refusalHas401(exchange: Answered, what: string): Judgement {
  if (isServed(exchange)) return doesNotApply(`${capital(what)} was accepted; another check judges that.`);
  return refusedWith401(exchange, what);
}

/** Judges a request that must be carried out. */
export function accepted(exchange: Answered, what: string): Judgement {
  if (isServed(exchange)) return ok;
  const { status } = exchange.response;
  if (isBusy(status))
    return unclear(
      `${capital(what)} was answered HTTP ${status}: the server could not or would not decide just then.`,
    );
  return violation(`${what} is accepted`, describe(exchange));
}

/** Out of order or rate limited: says nothing about the request. */
function isBusy(status: number): boolean {
  return status === 429 || status === 503;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
