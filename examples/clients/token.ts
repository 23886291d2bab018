import type { Request } from './authorization.ts';
import type { Session } from './parts.ts';
import { Refused, Trouble, type Registration, type Target, type Tokens } from './types.ts';

/** OAuth 2.1 §4.1.3. */
export async function redeem(session: Session, request: Request, code: string): Promise<Tokens> {
  const { target, registration, verifier } = request;
  return session.parts.askForTokens(session, target, registration, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: session.redirectUri,
  });
}

/** OAuth 2.1 §4.3. The old refresh token stays where no new one comes. */
export async function refresh(
  session: Session,
  target: Target,
  registration: Registration,
  tokens: Tokens & { refresh: string },
): Promise<Tokens> {
  const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh };
  const fresh = await session.parts.askForTokens(session, target, registration, form);
  return {
    refresh: tokens.refresh,
    ...fresh,
    ...(tokens.scope === undefined ? {} : { scope: tokens.scope }),
  };
}

/** One way of authentication a request, the one that was registered (OAuth 2.1 §2.4). */
export function authentication({ id, secret = '', method }: Registration): {
  headers: Record<string, string>;
  form: Record<string, string>;
} {
  if (method === 'client_secret_basic') {
    const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
    const credentials = Buffer.from(`${encode(id)}:${encode(secret)}`).toString('base64');
    return { headers: { authorization: `Basic ${credentials}` }, form: {} };
  }
  return { headers: {}, form: { client_id: id, ...(method === 'none' ? {} : { client_secret: secret }) } };
}

export async function askForTokens(
  session: Session,
  target: Target,
  registration: Registration,
  form: Record<string, string>,
): Promise<Tokens> {
  const { server, resource, scope } = target;
  const own = session.parts.authentication(registration);
  const body = new URLSearchParams({ ...form, ...own.form, ...(resource === undefined ? {} : { resource }) });
  const response = await session.fetch(server.token_endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      ...own.headers,
    },
    body: body.toString(),
    redirect: 'error',
  });
  const answer = ((await session.readJson(response)) ?? {}) as Record<string, unknown>;
  const issued = response.ok ? session.parts.readTokens(answer) : undefined;
  if (issued === undefined) {
    const { error } = answer;
    throw session.parts.tokenRefusal({
      status: response.status,
      error: typeof error === 'string' ? error : undefined,
      grant: form['grant_type'] ?? '',
    });
  }
  return { ...issued, clientId: registration.id, ...(scope === undefined ? {} : { scope }) };
}

/**
 * OAuth 2.1 §3.2.3: members that it does not know are passed over. When a token ends, the MCP server says; expires_in is not
 * relied on, and may be missing. Undefined when the answer is no token response.
 *
 * @throws Trouble for a type of token that it does not know.
 */
export function readTokens(answer: Record<string, unknown>): Pick<Tokens, 'access' | 'refresh'> | undefined {
  const { access_token: access, refresh_token: refresh, token_type: type } = answer;
  if (typeof access !== 'string') return undefined;
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer')
    throw new Trouble('The token is of a type that this client does not know.');
  return { access, ...(typeof refresh === 'string' ? { refresh } : {}) };
}

export interface TokenRefusal {
  status: number;
  error: string | undefined;
  grant: string;
}

/** RFC 6749 §5.2: the code decides, not the status. What is no OAuth error says nothing about client or grant. */
export function tokenRefusal({ status, error }: TokenRefusal): Error {
  return error === undefined || status >= 500
    ? new Trouble(`The token endpoint answered ${status}. Try again later.`)
    : new Refused(error, `The token endpoint refused: ${error}.`);
}
