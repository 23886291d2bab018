import type { HeaderLine } from '../contract.ts';
import type { Outgoing, Reply } from './recorder.ts';

const CREDENTIALS = new Set(['authorization', 'proxy-authorization', 'cookie', 'dpop']);
const CONTENT = /^content-|^transfer-encoding$/;

/**
 * The request that a redirect asks for (RFC 9110 §15.4); undefined when the reply is no redirect that can be
 * followed. Credentials do not go to another origin.
 */
export function nextHop(outgoing: Outgoing, reply: Pick<Reply, 'status' | 'header'>): Outgoing | undefined {
  const location = reply.header('location');
  if (location === undefined || ![301, 302, 303, 307, 308].includes(reply.status ?? 0)) return undefined;
  if (!URL.canParse(location, String(outgoing.url))) return undefined;
  const from = new URL(outgoing.url);
  const url = new URL(location, from);
  const method = outgoing.method ?? 'GET';
  const becomesGet =
    method !== 'HEAD' &&
    (reply.status === 303 || ([301, 302].includes(reply.status ?? 0) && method === 'POST'));
  const { body, ...rest } = outgoing;
  const headers = linesOf(outgoing.headers).filter(([name]) => {
    const lower = name.toLowerCase();
    if (lower === 'host' || (becomesGet && CONTENT.test(lower))) return false;
    return url.origin === from.origin || !CREDENTIALS.has(lower);
  });
  if (becomesGet) return { ...rest, url, headers, method: 'GET' };
  return { ...rest, url, headers, method, ...(body === undefined ? {} : { body }) };
}

/** Header lines of either form that `Outgoing` takes. */
export function linesOf(headers: Outgoing['headers']): HeaderLine[] {
  return Array.isArray(headers) ? headers : Object.entries(headers ?? {});
}
