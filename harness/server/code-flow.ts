import { createHash, randomBytes } from 'node:crypto';
import { isObject } from '../mcp/answer.ts';
import { REDIRECT_URI } from '../oauth/redirect-uri.ts';
import type { ServerContext } from './context.ts';
import { inconclusive } from '../signals.ts';

/** What a user's authorization leaves behind beside the access token. */
export interface Artefacts {
  /** OpenID Connect Core §2, addressed to the client. */
  idToken: string;
  refreshToken: string;
  /** Issued and never redeemed. */
  code: string;
}

type Sender = Pick<ServerContext, 'raw' | 'lab' | 'target'>;

/**
 * Goes through an authorization at the lab's authorization server as a client does: registration (RFC 7591), code with
 * PKCE (RFC 7636), token.
 *
 * @throws Stop when it ends early.
 */
export async function authorizeAtTheMock(server: Sender): Promise<Artefacts> {
  const clientId = await register(server);
  const [redeemed, code] = await Promise.all([authorize(server, clientId), authorize(server, clientId)]);
  const tokens = await post(server, server.lab().mock.urls.token, {
    type: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: REDIRECT_URI,
      code: redeemed.code,
      code_verifier: redeemed.verifier,
    }).toString(),
  });
  const artefacts = {
    idToken: member(tokens, 'id_token'),
    refreshToken: member(tokens, 'refresh_token'),
    code: code.code,
  };
  const { redactor } = server.target.recorder;
  redactor.learn('id_token', artefacts.idToken);
  redactor.learn('refresh_token', artefacts.refreshToken);
  redactor.learn('code', artefacts.code);
  return artefacts;
}

async function register(server: Sender): Promise<string> {
  const body = JSON.stringify({
    client_name: 'Conformance client',
    redirect_uris: [REDIRECT_URI],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'none',
  });
  const { registration } = server.lab().mock.urls;
  return member(await post(server, registration, { type: 'application/json', body }), 'client_id');
}

/** Automatic approval answers with one redirect to the client. */
async function authorize(server: Sender, clientId: string) {
  const { mock } = server.lab();
  const verifier = randomBytes(32).toString('base64url');
  const url = new URL(mock.urls.authorization);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    scope: ['openid', 'offline_access', ...mock.resource.scopes].join(' '),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: randomBytes(16).toString('base64url'),
    nonce: randomBytes(16).toString('base64url'),
  }).toString();
  const location = (await server.raw({ url })).header('location') ?? '';
  const code = URL.canParse(location) ? new URL(location).searchParams.get('code') : null;
  if (code === null) throw stopped('its authorization endpoint gave no code');
  return { code, verifier };
}

async function post(server: Sender, url: string, { type, body }: { type: string; body: string }) {
  const reply = await server.raw({ method: 'POST', url, headers: { 'content-type': type }, body });
  const answer = reply.json();
  if (!isObject(answer)) throw stopped(`${new URL(url).pathname} answered ${reply.status ?? 'nothing'}`);
  return answer;
}

function member(answer: Record<string, unknown>, name: string): string {
  const value = answer[name];
  if (typeof value !== 'string') throw stopped(`an answer of it lacks ${name}`);
  return value;
}

function stopped(why: string) {
  return inconclusive(`The lab's own authorization server did not finish an authorization: ${why}.`);
}
