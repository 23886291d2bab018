/**
 * What other checks have left at the server, in what one check is answered: checks run side by side, so how much of it is
 * there depends on the moment.
 */
import type { Exchange, Json } from '../harness/contract.ts';

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

/** Takes out of lists in a response what another check has made there: the exchange, with the rest of its body. */
export type WithoutOthers = (exchange: Exchange) => Exchange;

/**
 * A thing belongs to the check that was the first to be told its identifier: the answer to who made it comes before every
 * list that holds it.
 */
export function createWithoutOthers(exchanges: readonly Exchange[]): WithoutOthers {
  const owners = new Map<string, string>();
  const ended = ({ timing }: Exchange) => timing.startedMs + timing.durationMs;
  for (const { by, response } of [...exchanges].sort((a, b) => ended(a) - ended(b))) {
    for (const [id] of (response?.body ?? '').matchAll(UUID)) {
      if (!owners.has(id.toLowerCase())) owners.set(id.toLowerCase(), by);
    }
  }
  return (exchange) => {
    const { response, by } = exchange;
    if (response === undefined) return exchange;
    const isForeign = (item: Json): boolean => {
      const ids = JSON.stringify(item).match(UUID) ?? [];
      return ids.length > 0 && ids.every((id) => owners.get(id.toLowerCase()) !== by);
    };
    const body = withoutForeign(response.body, isForeign);
    return body === response.body ? exchange : { ...exchange, response: { ...response, body } };
  };
}

type IsForeign = (item: Json) => boolean;

/** A body of JSON, of events that carry JSON, or any other text, which stays as it is. */
function withoutForeign(body: string, isForeign: IsForeign): string {
  if (!UUID_HINT.test(body)) return body;
  const whole = jsonWithout(body, isForeign);
  if (whole !== undefined) return whole;
  return body.replace(/^(data: ?)(.+)$/gm, (line, before: string, text: string) => {
    const clean = jsonWithout(text, isForeign);
    return clean === undefined ? line : before + clean;
  });
}

const UUID_HINT = /[0-9a-f]{4}-[0-9a-f]{12}/i;

/** Undefined when the text is no JSON; the text itself when nothing in it is foreign. */
function jsonWithout(text: string, isForeign: IsForeign): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const value = parsed(text);
  if (value === undefined) return undefined;
  const clean = dataWithout(value, isForeign);
  return JSON.stringify(clean) === JSON.stringify(value) ? text : JSON.stringify(clean);
}

function dataWithout(value: Json, isForeign: IsForeign): Json {
  // Tools answer with JSON in a text.
  if (typeof value === 'string') return jsonWithout(value, isForeign) ?? value;
  if (Array.isArray(value)) {
    // Text is content of one answer, whatever it speaks of.
    const own = value.filter((item) => isText(item) || !isForeign(item));
    return own.map((item) => dataWithout(item, isForeign));
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, dataWithout(member, isForeign)]),
  );
}

/** A content block of MCP. */
function isText(item: Json): boolean {
  return (
    item !== null && typeof item === 'object' && !Array.isArray(item) && typeof item['text'] === 'string'
  );
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
