import { isObject, parseEvents, parseJson, type Json } from '../../harness/index.ts';

type JsonObject = { [key: string]: Json };

/** `URLElicitationRequiredError` (2025-11-25 client/elicitation «URL Elicitation Required Error»). */
const URL_ELICITATION_REQUIRED = -32_042;

/**
 * The URLs to which an answer wants to send the user, however it says so: by the error of 2025-11-25, by a request on
 * the answer's stream (2025-11-25), or by a result that asks for input (2026-07-28 basic/patterns/mrtr).
 */
export function elicitedUrls(body: string): string[] {
  const messages = [parseJson(body), ...parseEvents(body).map(({ data }) => parseJson(data))];
  return messages
    .flatMap((message) => (Array.isArray(message) ? message : [message]))
    .filter(isObject)
    .flatMap(elicitationsOf)
    .flatMap(({ url }) => (typeof url === 'string' ? [url] : []));
}

function elicitationsOf({ error, result, method, params }: JsonObject): JsonObject[] {
  if (isObject(error) && error['code'] === URL_ELICITATION_REQUIRED) {
    const data = isObject(error['data']) ? error['data']['elicitations'] : undefined;
    return Array.isArray(data) ? data.filter(isObject) : [];
  }
  const requests = isObject(result) ? result['inputRequests'] : undefined;
  const asked: JsonObject[] = isObject(requests) ? Object.values(requests).filter(isObject) : [];
  if (method === 'elicitation/create' && params !== undefined) asked.push({ method, params });
  return asked.flatMap((one) => {
    const details = one['params'];
    const isByUrl = one['method'] === 'elicitation/create' && isObject(details) && details['mode'] === 'url';
    return isByUrl ? [details] : [];
  });
}

/** Where an elicitation leads, as far as its URL tells. */
export interface Destination {
  /** It is the authorization endpoint of the server's own authorization server. */
  isOwnAuthorization: boolean;
  /** For which resource it asks (RFC 8707 §2): for this server, for another, or it names none. */
  resource: 'this' | 'other' | 'none';
}

/** @param endpoints the authorization endpoints of the server's authorization servers. */
export function destinationOf(url: string, endpoints: string[], resources: string[]): Destination {
  if (!URL.canParse(url)) return { isOwnAuthorization: false, resource: 'none' };
  const { searchParams } = new URL(url);
  const named = searchParams.getAll('resource');
  return {
    isOwnAuthorization: endpoints.some((endpoint) => placeOf(endpoint) === placeOf(url)),
    resource: named.length === 0 ? 'none' : named.some((one) => resources.includes(one)) ? 'this' : 'other',
  };
}

function placeOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
