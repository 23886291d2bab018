import type { Exchange, HeaderLine, Json } from '../contract.ts';
import { headerOf } from '../http/headers.ts';
import { isObject, parseJson } from '../mcp/answer.ts';

/** What a request of a client is about. */
export type StepKind =
  /** Protected resource metadata (RFC 9728). */
  | 'resource-metadata'
  /** Authorization server metadata (RFC 8414), or that of an OpenID provider. */
  | 'server-metadata'
  | 'registration'
  | 'authorization'
  /** A token request that redeems a code. */
  | 'code'
  /** A token request that uses a refresh token. */
  | 'refresh'
  /** Any other request of the token endpoint. */
  | 'token'
  /** A request of the MCP endpoint. */
  | 'mcp'
  | 'other';

/** What can be known only while secrets are at hand. */
export type RequestFacts = {
  /** The client that a token request comes from, wherever it says so. */
  client?: string;
  /** How it authenticates at the token endpoint. */
  authentication?: 'none' | 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'several';
  verifierLength?: number;
  /** Only characters that RFC 7636 §4.1 allows. */
  verifierWellFormed?: boolean;
  /** Whether the verifier belongs to the challenge of the authorization request that led to the code. */
  verifierMatches?: boolean;
  /** The value of the code was issued by the lab. */
  knownCode?: boolean;
};

/** One request of the client under test, read. */
export interface Step {
  exchange: Exchange;
  kind: StepKind;
  /** Which of the launches it belongs to, from 1 on; launches side by side count as one. */
  attempt: number;
  /** Undefined when no answer went out. */
  status: number | undefined;
  /** Of the query, or of the form; the first one of a name. Secrets are pseudonyms. */
  parameters: Readonly<Record<string, string>>;
  /** The JSON-RPC method, the registration and so on: the body of the request, where it is a JSON object. */
  sent: Readonly<Record<string, unknown>>;
  /** The answer, where it is a JSON object. */
  got: Readonly<Record<string, unknown>>;
  facts: RequestFacts;
}

/** The URL of a request target (RFC 9112 §3.2) at a server. A path may begin with two slashes; no host is meant by that. */
export function targetUrl(target: string, at: string): URL {
  const { origin } = new URL(at);
  const text = target.startsWith('/') ? origin + target : target;
  return URL.canParse(text, origin) ? new URL(text, origin) : new URL(origin);
}

/** What a request is about, by its shape: a scenario may serve it under any path. */
export function kindOf(request: {
  via: Exchange['via'];
  method: string;
  path: string;
  endpoint: string;
  body: string;
}): StepKind {
  const { via, method, path, endpoint, body } = request;
  if (path.includes('/.well-known/oauth-protected-resource')) return 'resource-metadata';
  if (/\/\.well-known\/(oauth-authorization-server|openid-configuration)/.test(path))
    return 'server-metadata';
  if (via === 'server' && path === endpoint) return 'mcp';
  if (/authorize(\/|$)/.test(path)) return 'authorization';
  if (method !== 'POST') return 'other';
  if (/(^|&)grant_type=authorization_code(&|$)/.test(body)) return 'code';
  if (/(^|&)grant_type=refresh_token(&|$)/.test(body)) return 'refresh';
  if (/(^|&)grant_type=/.test(body) || /\/token$/.test(path)) return 'token';
  const json = parseJson(body);
  return isObject(json) && ('redirect_uris' in json || /register/.test(path)) ? 'registration' : 'other';
}

/** Reads a recorded exchange. */
export function stepOf(
  exchange: Exchange,
  { endpoint, attempt, facts }: { endpoint: string; attempt: number; facts: Json | undefined },
): Step {
  const { request, response, via } = exchange;
  const url = new URL(request.url);
  const body = request.body ?? '';
  const isForm = /x-www-form-urlencoded/i.test(headerOf(request.headers, 'content-type') ?? '');
  const kind = kindOf({ via, method: request.method, path: url.pathname, endpoint, body });
  return {
    exchange,
    kind,
    attempt,
    status: response?.status,
    parameters: first([...url.searchParams, ...(isForm ? new URLSearchParams(body) : [])]),
    sent: objectIn(body),
    got: objectIn(response?.body ?? ''),
    facts: isObject(facts) ? facts : {},
  };
}

function first(entries: [string, string][]): Record<string, string> {
  return Object.fromEntries(entries.reverse());
}

function objectIn(text: string): Record<string, unknown> {
  const json = parseJson(text);
  return isObject(json) ? json : {};
}

/** The pseudonym of the access token that a request carries in its Authorization field. */
export function bearerOf({ exchange }: Step): string | undefined {
  return bearerIn(exchange.request.headers);
}

export function bearerIn(headers: readonly HeaderLine[]): string | undefined {
  return /^Bearer\s+(\S+)\s*$/i.exec(headerOf(headers, 'authorization') ?? '')?.[1];
}

/** The parameters of the redirect that answered an authorization request; undefined when it ended otherwise. */
export function redirectedWith({ exchange: { response }, parameters }: Step): URLSearchParams | undefined {
  const location = response === undefined ? undefined : headerOf(response.headers, 'location');
  if (location === undefined || !URL.canParse(location)) return undefined;
  const to = new URL(location);
  const redirectUri = parameters['redirect_uri'] ?? '';
  return URL.canParse(redirectUri) && new URL(redirectUri).host === to.host ? to.searchParams : undefined;
}
