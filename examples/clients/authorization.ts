import { createHash, randomBytes } from 'node:crypto';
import type { Session } from './parts.ts';
import { Trouble, type Registration, type ServerMetadata, type Target, type Tokens } from './types.ts';

/** MCP «Authorization Code Protection»: without S256 it does not go on. */
export function requirePkce({ revision }: Session, server: ServerMetadata): void {
  if (revision < '2025-11-25') return;
  if (server.code_challenge_methods_supported?.includes('S256') === true) return;
  throw new Trouble(`${server.issuer} does not say that it supports PKCE with S256.`);
}

/** RFC 7636 §4.1: 43 characters, new each time. */
export function newVerifier(): string {
  return randomBytes(32).toString('base64url');
}

export function newState(): string {
  return randomBytes(16).toString('base64url');
}

export interface Request {
  target: Target;
  registration: Registration;
  verifier: string;
  state: string;
}

/** OAuth 2.1 §4.1.1, with the resource indicator (RFC 8707 §2.1). */
export function authorizationParameters(
  session: Session,
  { target, registration, verifier, state }: Request,
): Record<string, string | undefined> {
  return {
    response_type: 'code',
    client_id: registration.id,
    redirect_uri: session.redirectUri,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state,
    scope: target.scope,
    resource: target.resource,
  };
}

/** OAuth 2.1 §3.1: a query of the endpoint's own is kept. Only https, or http on this machine, is opened. */
export function authorizationUrl(endpoint: string, parameters: Record<string, string | undefined>): string {
  const url = new URL(endpoint);
  const isLocal = url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !isLocal) throw new Trouble(`${endpoint} is not opened: it is not https.`);
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

/** RFC 9207 §2.4: compared as strings, and before anything else of the response is looked at. */
export function checkIssuer({ revision }: Session, server: ServerMetadata, response: URLSearchParams): void {
  if (revision < '2026-07-28') return;
  const iss = response.get('iss');
  if (iss === null && server.authorization_response_iss_parameter_supported !== true) return;
  if (iss !== server.issuer)
    throw new Trouble('The response did not come from the authorization server that was asked.');
}

/** OAuth 2.1 §2.3.3. */
export function checkState(response: URLSearchParams, state: string): void {
  if (response.get('state') !== state) throw new Trouble('The response belongs to another request.');
}

/** One trip through the browser, and the tokens that came of it. */
export async function authorize(
  session: Session,
  target: Target,
  registration: Registration,
): Promise<Tokens> {
  const { parts, callback, signal, patienceMs } = session;
  parts.requirePkce(session, target.server);
  const request = { target, registration, verifier: parts.newVerifier(), state: parts.newState() };
  const parameters = parts.authorizationParameters(session, request);
  const url = parts.authorizationUrl(target.server.authorization_endpoint, parameters);
  const response = callback.response(signal, patienceMs);
  session.print('Opening the browser for the authorization.\n');
  void parts.openBrowser(session, url);
  const came = await response.catch(async (error: unknown) => parts.deadEnd(session, target.server, error));
  parts.checkState(came, request.state);
  parts.checkIssuer(session, target.server, came);
  const code = came.get('code');
  if (code === null) {
    const [error, text] = [came.get('error') ?? 'no code', came.get('error_description') ?? ''];
    return parts.errorResponse(session, target.server, { error, text });
  }
  return parts.redeem(session, request, code);
}

/**
 * No signal says that the authorization server no longer knows the client: the browser shows a page and stays there. So a
 * registration that led nowhere is not used again.
 */
export async function deadEnd(session: Session, server: ServerMetadata, error: unknown): Promise<never> {
  await session.parts.dropRegistration(session, server);
  throw error;
}

/** OAuth 2.1 §4.1.2.1: it ends the attempt. */
export async function errorResponse(
  session: Session,
  server: ServerMetadata,
  { error, text }: { error: string; text: string },
): Promise<never> {
  if (error === 'invalid_client' || error === 'unauthorized_client')
    await session.parts.dropRegistration(session, server);
  throw new Trouble(`The authorization ended with ${error}. ${text}`);
}
