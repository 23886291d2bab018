import type { Session } from './parts.ts';
import { Refused, Trouble, type Registration, type ServerMetadata } from './types.ts';

/** How the client is known at a server: given beforehand, by its document, stored, or registered now. */
export async function registrationAt(session: Session, server: ServerMetadata): Promise<Registration> {
  const { parts, storage, context } = session;
  const { client_id: id, client_secret: secret, client_metadata_url: document } = context;
  if (typeof id === 'string') {
    parts.checkGivenClient(session, server);
    return given(id, secret, server);
  }
  if (typeof document === 'string' && server.client_id_metadata_document_supported === true)
    return { id: document, method: 'none', origin: 'document' };
  const key = parts.registrationKey(session, server);
  const stored = storage.contents.registrations[key];
  if (stored !== undefined && !parts.hasExpired(stored)) return stored;
  const registration = await parts.register(session, server);
  storage.contents.registrations[key] = registration;
  await storage.save();
  return registration;
}

/**
 * MCP 2026-07-28 «Authorization Server Binding»: whoever configured a client id may have said where it is from, and
 * nobody else is shown it.
 */
export function checkGivenClient({ context }: Session, { issuer }: ServerMetadata): void {
  const { issuer: origin } = context;
  if (typeof origin === 'string' && origin !== issuer)
    throw new Trouble(`The configured client id is of ${origin}, and not of ${issuer}: configure another.`);
}

function given(
  id: string,
  secret: unknown,
  { token_endpoint_auth_methods_supported: methods = [] }: ServerMetadata,
): Registration {
  if (typeof secret !== 'string') return { id, method: 'none', origin: 'given' };
  const post = methods.includes('client_secret_post') && !methods.includes('client_secret_basic');
  return { id, secret, method: post ? 'client_secret_post' : 'client_secret_basic', origin: 'given' };
}

/** RFC 7591 §3.2.1: 0 is never. */
export function hasExpired({ secretExpiresAt = 0 }: Registration): boolean {
  return secretExpiresAt > 0 && secretExpiresAt * 1000 <= Date.now();
}

/** RFC 7591 §2; `application_type`: MCP 2026-07-28 «Application Type and Redirect URI Constraints». */
export function clientMetadata(session: Session): Record<string, unknown> {
  return {
    client_name: 'A conforming MCP client',
    redirect_uris: [session.redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
    application_type: 'native',
  };
}

/** RFC 7591 §3. */
export async function register(session: Session, server: ServerMetadata): Promise<Registration> {
  const endpoint = server.registration_endpoint;
  if (endpoint === undefined) {
    throw new Trouble(`${server.issuer} takes no registrations: register a client there and give its id.`);
  }
  const response = await session.fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(session.parts.clientMetadata(session)),
    redirect: 'error',
  });
  const answer = ((await session.readJson(response)) ?? {}) as Record<string, unknown>;
  return session.parts.readRegistration(answer, response.status, endpoint);
}

/** RFC 7591 §3.2: another authentication method than was asked for may have been assigned. */
export function readRegistration(
  answer: Record<string, unknown>,
  status: number,
  endpoint: string,
): Registration {
  const { client_id: id, client_secret: secret, client_secret_expires_at: expires } = answer;
  if (status >= 300 || typeof id !== 'string') {
    const { error = `status ${status}`, error_description: description = '' } = answer;
    throw new Refused(
      String(error),
      `${endpoint} refused the registration: ${String(error)} ${String(description)}`,
    );
  }
  const method = answer['token_endpoint_auth_method'];
  return {
    id,
    origin: 'registered',
    method: method === 'client_secret_basic' || method === 'client_secret_post' ? method : 'none',
    ...(typeof secret === 'string' ? { secret } : {}),
    ...(typeof expires === 'number' && expires > 0 ? { secretExpiresAt: expires } : {}),
  };
}

/** Forgets a registration of its own making, and the tokens that were issued to it. */
export async function dropRegistration(session: Session, server: ServerMetadata): Promise<void> {
  const { storage, parts } = session;
  const { registrations } = storage.contents;
  const key = parts.registrationKey(session, server);
  const id = registrations[key]?.id;
  delete registrations[key];
  const { tokens } = storage.contents;
  storage.contents.tokens = Object.fromEntries(
    Object.entries(tokens).filter(
      ([place, { clientId }]) => !place.startsWith(`${server.issuer} `) || clientId !== id,
    ),
  );
  await storage.save();
}
