import { createHmac, verify } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { JWK } from 'jose';
import type { Parts } from '../parts.ts';
import type { Access, Header, Setup, Verification } from '../types.ts';
import { unverifiedClaims } from '../verify/jwt.ts';
import { isObject } from '../verify/upstream.ts';

/** What several lies have in common. Nothing here conforms. */

/** The header of a JWT as it stands, empty for any other token. */
export function headerOf(token: string): Header {
  return unverifiedClaims(token)?.header ?? {};
}

/** The setup, but with keys of somebody else's choice. */
export function trusting(keys: JWK[], setup: Setup): Setup {
  return { ...setup, keys: { find: async () => ({ kind: 'keys', keys }) } };
}

/** The published key that the token names. */
export async function publishedKey(header: Header, setup: Setup): Promise<JWK | undefined> {
  const found = await setup.keys.find({ ...header, alg: 'RS256' });
  return found.kind === 'keys' ? found.keys[0] : undefined;
}

/** True when the signature is an HMAC of this secret. */
export function isHmacOf(token: string, secret: string | Uint8Array): boolean {
  const end = token.lastIndexOf('.');
  const expected = createHmac('sha256', secret).update(token.slice(0, end)).digest('base64url');
  return token.slice(end + 1) === expected;
}

/** Verifies RS256 by hand over any text, without looking at anything else in the header. */
export async function verifiedOver(text: string, token: string, setup: Setup): Promise<Verification> {
  const unverified = unverifiedClaims(token);
  const key = unverified && (await publishedKey(unverified.header, setup));
  const signature = Buffer.from(token.slice(token.lastIndexOf('.') + 1), 'base64url');
  const isGood =
    key !== undefined && verify('sha256', Buffer.from(text), { format: 'jwk', key: { ...key } }, signature);
  return isGood && unverified !== undefined
    ? { kind: 'verified', ...unverified }
    : { kind: 'invalid', reason: 'The signature of the access token is not good.' };
}

/** Access to everything, for whoever says to be somebody. */
export function accessFor(subject: string, parts: Parts): Access {
  return { token: '', claims: { sub: subject, client_id: 'gateway' }, scopes: parts.supportedScopes() };
}

/** The request with other Authorization lines. */
export function withAuthorization(request: IncomingMessage, values: string[]): IncomingMessage {
  const others = request.rawHeaders.filter((_, index) => !isAuthorization(request.rawHeaders, index));
  const rawHeaders = [...others, ...values.flatMap((value) => ['Authorization', value])];
  return Object.assign(Object.create(request) as IncomingMessage, { rawHeaders });
}

/** The values of the Authorization lines. */
export function authorizationOf({ rawHeaders }: IncomingMessage): string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && isAuthorization(rawHeaders, index));
}

function isAuthorization(rawHeaders: string[], index: number): boolean {
  return rawHeaders[index - (index % 2)]?.toLowerCase() === 'authorization';
}

/** The first character of a body, which stays to be read. */
export async function firstByte(request: IncomingMessage): Promise<string> {
  return (await beginningOf(request)).charAt(0);
}

/** What came of a body so far, all of it when it is small; it stays to be read. */
export async function beginningOf(request: IncomingMessage): Promise<string> {
  if (!request.readable) return '';
  await once(request, 'readable');
  const start = request.read() as Buffer | null;
  if (start !== null) request.unshift(start);
  return start?.toString('utf8') ?? '';
}

/** True for a message of revision 2026-07-28 whose sender can send its user to a URL. */
export function canOpenUrls(body: unknown): boolean {
  const params = isObject(body) && isObject(body['params']) ? body['params'] : {};
  const meta = isObject(params['_meta']) ? params['_meta'] : {};
  const capabilities = meta['io.modelcontextprotocol/clientCapabilities'];
  const elicitation = isObject(capabilities) ? capabilities['elicitation'] : undefined;
  return isObject(elicitation) && elicitation['url'] !== undefined;
}

/** Asks the user to log in for this very server (2026-07-28 basic/patterns/mrtr), which is no business of elicitation. */
export async function loginByElicitation(setup: Setup) {
  const discovered = await setup.parts.discover(setup, AbortSignal.timeout(setup.settings.upstreamTimeoutMs));
  const metadata = discovered.kind === 'unverifiable' ? {} : discovered.metadata;
  const url = new URL(String(metadata['authorization_endpoint']));
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('resource', setup.settings.resourceIdentifier);
  const params = { mode: 'url' as const, message: 'Please log in.', url: url.href };
  return {
    resultType: 'input_required' as const,
    inputRequests: { login: { method: 'elicitation/create' as const, params } },
  };
}
