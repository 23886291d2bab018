import type { Exchange, HeaderLine } from '../contract.ts';
import type { Reply } from '../http/recorder.ts';
import { isObject } from '../mcp/answer.ts';
import type { Visit } from '../oauth/visit.ts';
import type { Client } from './client.ts';

/** Parameters that replace ours: undefined leaves one out, a list sends it several times. */
export type Bend = Record<string, string | readonly string[] | undefined>;

export interface AuthorizeOptions {
  /** The check's own client by default. */
  client?: Client;
  /** Of the authorization request. */
  parameters?: Bend;
  headers?: HeaderLine[];
  /** Sends the parameters as a form (OAuth 2.1 §3.1: a server may support POST). */
  method?: 'GET' | 'POST';
  /** False stays with redirects, also where a login is at hand. */
  login?: false;
}

/** What an authorization request led to. */
export interface Authorization {
  end: Visit['end'];
  client: Client;
  /** What was sent, as it was sent. */
  sent: URLSearchParams;
  verifier: string;
  /** Every step, the last one included: this is evidence. */
  exchanges: Exchange[];
  /** The last answer, raw. */
  reply: Reply;
  pages: NonNullable<Visit['pages']>;
  submissions: NonNullable<Visit['submissions']>;
  /** Where the client was to be called back. Raw. */
  callback: URL | undefined;
  /** Query parameters of the redirect back; empty when there was none. Raw. */
  response: URLSearchParams;
  /** Parameters in its fragment. Raw. */
  fragment: URLSearchParams;
  code: string | undefined;
  /** The `error` of the redirect back. */
  error: string | undefined;
}

/** A code that was redeemed. */
export interface Grant {
  client: Client;
  authorization: Authorization;
  /** The token response, raw. */
  reply: Reply;
  response: { [member: string]: unknown };
  accessToken: string;
  refreshToken: string | undefined;
}

/** What an ordinary authorization request asks for. */
export interface Ordinary {
  scope: string | undefined;
  resource: string | undefined;
  prompt: string | undefined;
}

/** A good authorization request (OAuth 2.1 §4.1.1) with a fresh verifier and state, bent as asked for. */
export async function authorizationRequest(
  client: Client,
  { scope, resource, prompt }: Ordinary,
  bend: Bend,
): Promise<{ sent: URLSearchParams; verifier: string }> {
  const { calculatePKCECodeChallenge, generateRandomCodeVerifier, generateRandomState } =
    await import('oauth4webapi');
  const verifier = generateRandomCodeVerifier();
  const good: Bend = {
    response_type: 'code',
    client_id: client.id,
    redirect_uri: client.redirectUri,
    state: generateRandomState(),
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    scope,
    resource,
    prompt,
  };
  return { sent: bent(good, bend), verifier };
}

/** Parameters with some of them replaced. */
export function bent(good: Bend, bend: Bend): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...good, ...bend })) {
    for (const one of value === undefined ? [] : [value].flat()) parameters.append(name, one);
  }
  return parameters;
}

export function authorizationOf(
  visit: Visit,
  { client, sent, verifier }: Pick<Authorization, 'client' | 'sent' | 'verifier'>,
): Authorization {
  const response = new URLSearchParams(visit.callback?.search);
  const { end, exchanges, reply, pages = [], submissions = [], callback } = visit;
  return {
    ...{ end, client, sent, verifier, exchanges, reply, pages, submissions, callback, response },
    fragment: new URLSearchParams(visit.callback?.hash.slice(1)),
    code: response.get('code') ?? undefined,
    error: response.get('error') ?? undefined,
  };
}

/** The token response as a grant; undefined when it is none. */
export function grantOf(authorization: Authorization, reply: Reply): Grant | undefined {
  const response = reply.json();
  if (reply.status !== 200 || !isObject(response)) return undefined;
  const { access_token: accessToken, refresh_token: refreshToken } = response;
  if (typeof accessToken !== 'string') return undefined;
  return {
    client: authorization.client,
    authorization,
    reply,
    response,
    accessToken,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : undefined,
  };
}
