import { basicCredentials } from './redact.ts';
import type { ObservedExchange } from './types.ts';

/** The first header line of that name; undefined when there is none. */
export function headerOf(
  lines: readonly (readonly [name: string, value: string])[],
  wanted: string,
): string | undefined {
  return lines.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** The bearer token that a request carries in its header field (RFC 6750 §2.1). */
export function bearerOf({ request }: Pick<ObservedExchange, 'request'>): string | undefined {
  return /^bearer +(\S+)$/i.exec(headerOf(request.headers, 'authorization') ?? '')?.[1];
}

/** The parameters of a request: of its query and of a form body. */
export function parametersOf({ request }: Pick<ObservedExchange, 'request'>): URLSearchParams {
  const parameters = new URLSearchParams(request.target.split('?')[1] ?? '');
  const type = headerOf(request.headers, 'content-type') ?? '';
  if (type.includes('x-www-form-urlencoded')) {
    for (const [name, value] of new URLSearchParams(request.body)) parameters.append(name, value);
  }
  return parameters;
}

/** The members of a JSON object; none when the text is something else. */
export function membersOf(text: string | undefined): Record<string, unknown> {
  if (text === undefined || !text.trimStart().startsWith('{')) return {};
  try {
    return { ...(JSON.parse(text) as object) };
  } catch {
    return {};
  }
}

/** The client id that a request names in the ways of RFC 6749 §2.3.1 and §4.1.1. */
export function namedClient(exchange: Pick<ObservedExchange, 'request'>): string | undefined {
  const authorization = headerOf(exchange.request.headers, 'authorization') ?? '';
  return parametersOf(exchange).get('client_id') ?? basicCredentials(authorization)?.[0];
}

/** The path of a request, without its query. */
export function pathOf({ request }: Pick<ObservedExchange, 'request'>): string {
  return request.target.split('?', 1)[0] ?? '';
}

/** The redirect of an answer. */
export function locationOf({ response }: Pick<ObservedExchange, 'response'>): string | undefined {
  return response === undefined ? undefined : headerOf(response.headers, 'location');
}

/** What a request is about, in a few words: grant type, JSON-RPC method, client name. Never a secret. */
export function purposeOf(exchange: ObservedExchange): string {
  const parameters = parametersOf(exchange);
  const body = membersOf(exchange.request.body);
  switch (exchange.endpoint) {
    case 'token':
      return parameters.get('grant_type') ?? '';
    case 'registration':
      return text(body['client_name']);
    case 'authorization':
      return parameters.get('scope') ?? '';
    case 'mcp':
      return [text(body['method']), text((body['params'] as { name?: unknown } | undefined)?.name)]
        .filter(Boolean)
        .join(' ');
    default:
      return '';
  }
}

/** What came of a request, in a few words. Never a secret. */
export function resultOf({ response, outcome, outage }: ObservedExchange): string {
  const notes = [
    ...(outage === undefined ? [] : [`outage: ${outage}`]),
    ...(outcome === 'aborted' ? ['connection closed before the answer was complete'] : []),
  ];
  if (response === undefined) return notes.join(', ');
  const { error, error_code: code } = membersOf(response.body);
  const location = headerOf(response.headers, 'location');
  const redirected = location === undefined ? undefined : redirectResult(location);
  const challenge = /\berror="?([\w-]+)/.exec(headerOf(response.headers, 'www-authenticate') ?? '')?.[1];
  const found = [challenge ?? (text(error) || text(code)), redirected ?? ''];
  return [...notes, ...found.filter(Boolean)].join(', ');
}

function redirectResult(location: string): string {
  const [, query = ''] = location.split('?');
  const parameters = new URLSearchParams(query);
  const error = parameters.get('error');
  if (error !== null) return `back to the client with ${error}`;
  return parameters.has('code') ? 'back to the client with a code' : 'redirect';
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
