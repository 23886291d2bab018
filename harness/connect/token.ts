import {
  authorizationCodeGrantRequest,
  clientCredentialsGrantRequest,
  refreshTokenGrantRequest,
  type AuthorizationServer,
} from 'oauth4webapi';
import type { Reply } from '../http/recorder.ts';
import { isObject } from '../mcp/answer.ts';
import { authenticationOf } from '../oauth/client-authentication.ts';
import type { Grant, Request } from './authorize.ts';
import type { Halt, StepWriter } from './journal.ts';
import type { Client } from './registration.ts';
import { looksLike, outageOf, type Session } from './session.ts';
import { through, type RequestOptions } from './through.ts';

/** What a token response brought. */
export interface Tokens {
  accessToken: string;
  refreshToken: string | undefined;
  /** What was granted, where the response says so. */
  scope: string | undefined;
}

/** The token endpoint refused; the step is still open. */
export interface Refusal {
  error: string;
  step: StepWriter;
  /** Ends the attempt with it. */
  halt(): Halt;
}

export function isRefusal(outcome: Tokens | Refusal): outcome is Refusal {
  return 'halt' in outcome;
}

/** Redeems a code (OAuth 2.1 §4.1.3), with the resource again (RFC 8707 §2.2). */
export async function redeem(session: Session, request: Request, grant: Grant): Promise<Tokens | Refusal> {
  const { server, client } = request;
  return ask(session, request, 'Token', async (options) =>
    authorizationCodeGrantRequest(
      server,
      { client_id: client.id },
      await authenticationOf(client),
      grant.parameters,
      client.redirectUri,
      grant.verifier,
      options,
    ),
  );
}

/** A client that acts for itself (OAuth 2.1 §4.2). */
export async function askForItself(session: Session, request: Request): Promise<Tokens | Refusal> {
  const { server, client, scope } = request;
  return ask(session, request, 'Token for the client itself', async ({ additionalParameters, ...options }) =>
    clientCredentialsGrantRequest(
      server,
      { client_id: client.id },
      await authenticationOf(client),
      { ...additionalParameters, ...(scope === undefined ? {} : { scope }) },
      options,
    ),
  );
}

/** OAuth 2.1 §4.3. */
export async function refresh(
  session: Session,
  request: Request,
  refreshToken: string,
): Promise<Tokens | Refusal> {
  const { server, client } = request;
  return ask(session, request, 'Refresh', async (options) =>
    refreshTokenGrantRequest(
      server,
      { client_id: client.id },
      await authenticationOf(client),
      refreshToken,
      options,
    ),
  );
}

type Ask = (options: RequestOptions & { additionalParameters: Record<string, string> }) => Promise<unknown>;

async function ask(session: Session, request: Request, title: string, by: Ask): Promise<Tokens | Refusal> {
  const { journal, rules, recorder } = session;
  const { server, client, resource } = request;
  const step = journal.begin(
    title === 'Refresh' ? 'refresh' : 'token',
    title,
    'client.resource-indicator.in-token-request',
    'client.pkce.used',
  );
  const additionalParameters: Record<string, string> =
    resource === undefined || rules === '2025-03-26' ? {} : { resource };
  step.note(`client_id = ${client.id}; authenticates by ${client.method}`);
  step.note(`resource = ${additionalParameters['resource'] ?? '(not sent)'}`);
  const reply = await through(
    (outgoing) => session.send(step, outgoing),
    (options) => by({ ...options, additionalParameters }),
  );
  const answer = reply.json();
  if (reply.status === 200 && isObject(answer)) {
    for (const kind of ['access_token', 'refresh_token', 'id_token']) {
      const value = answer[kind];
      if (typeof value === 'string') recorder.redactor.learn(kind, value);
    }
    const tokens = readTokens(step, reply, answer);
    if (tokens.scope !== undefined) step.note(`scope = ${tokens.scope}`);
    step.done();
    return tokens;
  }
  return refusalOf(step, reply, { server, client });
}

/** OAuth 2.1 §3.2.3. Members that nobody knows are passed over. */
function readTokens(step: StepWriter, reply: Reply, answer: Record<string, unknown>): Tokens {
  const { access_token: accessToken, token_type: type, refresh_token: refreshToken, scope } = answer;
  const requirement = 'authorization-server.token.success-response';
  if (typeof accessToken !== 'string' || accessToken === '') {
    throw step.violation({ text: 'The response has no access_token.', requirement });
  }
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') {
    throw step.violation({
      text: `token_type is ${JSON.stringify(type ?? null)} and not Bearer: the token is not used as something that it is not.`,
      requirement,
    });
  }
  const store = reply.header('cache-control') ?? '';
  if (!/\bno-store\b/i.test(store)) {
    step.warn({
      text: `The response may be kept by caches: Cache-Control is ${store === '' ? 'missing' : `"${store}"`}.`,
      requirement: 'authorization-server.token.no-store',
    });
  }
  const lifetime = Number(answer['expires_in']);
  step.note(
    Number.isFinite(lifetime) && answer['expires_in'] !== undefined
      ? `A Bearer token for ${lifetime} s, ${typeof refreshToken === 'string' ? 'with' : 'without'} a refresh token`
      : 'A Bearer token; how long it lasts is not said',
  );
  return {
    accessToken,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : undefined,
    scope: typeof scope === 'string' ? scope : undefined,
  };
}

const ADVICE: Record<string, [cause: string, fix: string]> = {
  invalid_client: [
    'The authorization server does not know the client any more, or does not accept how it authenticates.',
    'Compare client_id, secret and authentication method with what is registered there.',
  ],
  invalid_grant: [
    'The code or the refresh token ran out, was used before, or belongs to another client, redirect URI or verifier.',
    'Look at the log of the authorization server: everything above was sent as it was registered.',
  ],
  invalid_target: [
    'The authorization server does not know the resource under this identifier.',
    'Register the MCP server there with exactly the resource of its metadata, letter for letter.',
  ],
  invalid_scope: [
    'A scope that the MCP server asks for is not offered at the authorization server.',
    'Offer it there, or name other scopes in challenge and metadata.',
  ],
  unauthorized_client: ['The client may not use this grant.', 'Allow the grant for this client.'],
  unsupported_grant_type: [
    'The token endpoint does not offer this grant.',
    'Offer it, and list it in grant_types_supported.',
  ],
};

function refusalOf(
  step: StepWriter,
  reply: Reply,
  { server }: { server: AuthorizationServer; client: Client },
): Refusal {
  const outage = outageOf(step, reply);
  if (outage !== undefined) throw outage;
  const answer = reply.json();
  const error = isObject(answer) && typeof answer['error'] === 'string' ? answer['error'] : undefined;
  if (error === undefined) {
    throw step.violation({
      text: `${server.token_endpoint ?? 'The token endpoint'} answered with ${looksLike(reply)}, which is neither a token nor an error.`,
      requirement: 'authorization-server.token.error-format',
      cause:
        'The metadata names an endpoint that is not there, or that a web application or a gateway answers.',
    });
  }
  const description = isObject(answer) ? answer['error_description'] : undefined;
  const [cause, fix] = ADVICE[error] ?? [
    'The token endpoint understood the request, and does not grant it.',
    'Look at the log of the authorization server.',
  ];
  const text = `The token endpoint refused with ${reply.status ?? 0}: ${error}${typeof description === 'string' ? ` (${description})` : ''}.`;
  return { error, step, halt: () => step.violation({ text, cause, fix }) };
}
