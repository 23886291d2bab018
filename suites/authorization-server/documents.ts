import {
  authorizationServerMetadataUrls,
  bodyOf,
  inconclusive,
  insertWellKnown,
  notApplicable,
  type AuthorizationServerContext,
  type Exchange,
  type Json,
} from '../../harness/index.ts';

/** A 200 with a JSON object that says what metadata says (RFC 8414 §2), and not «not found» for instance. */
export function isMetadata(exchange: Exchange): boolean {
  return exchange.response?.status === 200 && holdsMetadata(exchange);
}

/** The same, whatever the status. */
export function holdsMetadata(exchange: Exchange): boolean {
  const names = Object.keys(bodyOf(exchange) ?? {});
  return names.some((name) => name === 'issuer' || name === 'jwks_uri' || name.endsWith('_endpoint'));
}

/** What came from the places where a client of the tested revision looks, in its order. */
export async function lookedAt(server: AuthorizationServerContext): Promise<Exchange[]> {
  const places = await server.gathered.places();
  const urls = authorizationServerMetadataUrls(server.issuer, server.revision);
  return urls.flatMap((url) => places.filter((place) => place.url === url).map(({ exchange }) => exchange));
}

/** What came from the places where such a client does not look, though a document may stand there. */
export async function passedBy(server: AuthorizationServerContext): Promise<Exchange[]> {
  const looked = await lookedAt(server);
  const all = (await server.gathered.places()).map(({ exchange }) => exchange);
  return all.filter((exchange) => !looked.includes(exchange));
}

/** The documents that a client of the tested revision may read. @throws Stop when there is none. */
export async function publishedDocuments(server: AuthorizationServerContext): Promise<Exchange[]> {
  const looked = await lookedAt(server);
  const documents = looked.filter(isMetadata);
  if (documents.length > 0) return documents;
  const evidence = looked.map(({ id }) => id);
  if (looked.some(({ failure }) => failure !== undefined))
    throw inconclusive('No metadata document could be read: a request for it was not answered.', evidence);
  throw notApplicable('It publishes no metadata document; another check judges that.', evidence);
}

/** Where the exchange was aimed at. */
export const placeOf = ({ request }: Exchange) => request.url;

/** OpenID Connect Discovery 1.0 §4, told by the place. */
export const isOpenId = (exchange: Exchange) =>
  placeOf(exchange).includes('/.well-known/openid-configuration');

/** The well-known place of the whole host, where the issuer has a path and the place is none of its own. */
export async function hostDocument(
  server: AuthorizationServerContext,
  suffix: 'oauth-authorization-server' | 'openid-configuration',
): Promise<Exchange | undefined> {
  const { origin, pathname } = new URL(server.issuer);
  if (pathname === '/') return undefined;
  return server.send({ url: insertWellKnown(origin, suffix), headers: { accept: 'application/json' } });
}

/** `https://…: HTTP 404`, for each. */
export function whatCame(exchanges: readonly Exchange[]): string {
  const each = exchanges.map((exchange) => `${placeOf(exchange)}: HTTP ${exchange.response?.status ?? '-'}`);
  return each.join('; ');
}

/** No grant type of it takes a person to the authorization endpoint (RFC 8414 §2). */
export function isForMachines(document: { [member: string]: Json }): boolean {
  const { authorization_endpoint: endpoint, grant_types_supported: grants } = document;
  if (endpoint !== undefined || !Array.isArray(grants)) return false;
  return !grants.includes('authorization_code') && !grants.includes('implicit');
}
