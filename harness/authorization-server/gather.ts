import type { Exchange, Json } from '../contract.ts';
import type { Outgoing, Reply } from '../http/recorder.ts';
import { isObject, parseJson } from '../mcp/answer.ts';
import { documentOf, stringsOf } from '../oauth/discovery.ts';
import { appendWellKnown, authorizationServerMetadataUrls, insertWellKnown } from '../oauth/well-known.ts';
import type { AuthenticationMethod } from '../oauth/client-authentication.ts';
import { once } from '../once.ts';
import { inconclusive, notApplicable, untested } from '../signals.ts';
import { clientMetadata, createClients, PROTECTED, publicWherePossible, redirectUriOf } from './clients.ts';
import type { AuthorizationServerTarget } from './target.ts';

export type Document = { [member: string]: Json };

/** A place where a metadata document may stand, and what came. */
export interface MetadataPlace {
  url: string;
  /** `oauth`: RFC 8414 §3; `oidc`: OpenID Connect Discovery 1.0 §4. */
  kind: 'oauth' | 'oidc';
  /** The well-known segment stands between host and path, or behind the path. Both are one for an issuer without path. */
  how: 'inserted' | 'appended';
  exchange: Exchange;
  /** The JSON object of a 200, whatever its media type. */
  document: Document | undefined;
}

/** The document that a client of the tested revision reads; where it finds none, one that stands elsewhere. */
export interface Metadata {
  url: string;
  exchange: Exchange;
  document: Document;
}

/** A registration request (RFC 7591 §3.1), and what came. */
export interface RegistrationTry {
  request: ReturnType<typeof clientMetadata>;
  reply: Reply;
}

/** What several checks look at, got once. */
export interface AuthorizationServerGathered {
  /** Every place of every revision, the OAuth ones first. */
  places(): Promise<MetadataPlace[]>;
  /** Undefined when no place holds a document. */
  metadataIfAny(): Promise<Metadata | undefined>;
  /** @throws Stop (inconclusive) when there is none: another check tells that. */
  metadata(): Promise<Metadata>;
  /** The published key set. @throws Stop (not applicable) without `jwks_uri`. */
  keySet(): Promise<{ exchange: Exchange; keys: Document[] | undefined }>;
  /**
   * A good registration request and its answer, one for each way to authenticate; as a public client where that is
   * possible. @throws Stop when registrations may not be made, or are for holders of an initial access token.
   */
  registration(method?: AuthenticationMethod): Promise<RegistrationTry>;
  /** Deletes again what was registered, where RFC 7592 lets it. */
  forget(): Promise<void>;
  /** Resources that it should know: the user's, else `protected_resources` (RFC 9728 §4). Often none. */
  resources(): Promise<readonly string[]>;
}

export function createGathered(
  target: AuthorizationServerTarget,
  send: (outgoing: Outgoing, by: string) => Promise<Reply>,
): AuthorizationServerGathered {
  const get = async (url: string, by: string) =>
    (await send({ url, headers: { accept: 'application/json' } }, by)).exchange;

  const places = once(async () => {
    const found = placesOf(target.issuer).map(async (place) => {
      const exchange = await get(place.url, 'gather/metadata');
      return { ...place, exchange, document: documentOf(exchange) };
    });
    return Promise.all(found);
  });

  const metadataIfAny = once(async () => {
    const all = await places();
    const inOrder = authorizationServerMetadataUrls(target.issuer, target.revision);
    // One that stands elsewhere is a finding of the checks of discovery, and names the endpoints all the same.
    for (const url of new Set([...inOrder, ...all.map((place) => place.url)])) {
      const place = all.find((one) => one.url === url);
      if (typeof place?.document?.['issuer'] === 'string')
        return { url, exchange: place.exchange, document: place.document };
    }
    return undefined;
  });

  const metadata = async () => {
    const found = await metadataIfAny();
    if (found !== undefined) return found;
    const evidence = (await places()).map(({ exchange }) => exchange.id);
    throw inconclusive('No metadata document was found, so its endpoints are unknown.', evidence);
  };

  const keySet = once(async () => {
    const url = (await metadata()).document['jwks_uri'];
    if (typeof url !== 'string') throw notApplicable('The metadata names no jwks_uri.');
    const exchange = await get(url, 'gather/key-set');
    const value = exchange.response === undefined ? undefined : parseJson(exchange.response.body);
    const keys = isObject(value) && Array.isArray(value['keys']) ? value['keys'].filter(isObject) : undefined;
    return { exchange, keys };
  });

  const resources = once(async () => {
    if (target.resources.length > 0) return target.resources;
    return stringsOf((await metadataIfAny())?.document, 'protected_resources');
  });

  const lookups = { places, metadataIfAny, metadata, keySet, resources };
  return {
    ...lookups,
    ...registrations(target, metadata, (outgoing) => send(outgoing, 'gather/registration')),
  };
}

function registrations(
  target: AuthorizationServerTarget,
  metadata: () => Promise<Metadata>,
  send: (outgoing: Outgoing) => Promise<Reply>,
): Pick<AuthorizationServerGathered, 'registration' | 'forget'> {
  const clients = createClients(target, { metadata }, send);
  const tries = new Map<AuthenticationMethod, Promise<RegistrationTry>>();
  const attempt = async (method: AuthenticationMethod) => {
    const request = clientMetadata(redirectUriOf(target), method);
    const reply = await clients.register(request);
    if (reply.status === 401 || reply.status === 403)
      throw untested(`${PROTECTED} ${OPEN}`, [reply.exchange.id]);
    return { request, reply };
  };
  return {
    async registration(wanted) {
      const supported = stringsOf((await metadata()).document, 'token_endpoint_auth_methods_supported');
      const method = wanted ?? publicWherePossible(supported);
      const made = tries.get(method) ?? attempt(method);
      tries.set(method, made);
      return made;
    },
    forget: clients.forget,
  };
}

const OPEN = 'Let clients register without one for as long as the test runs.';

function placesOf(issuer: string): Omit<MetadataPlace, 'exchange' | 'document'>[] {
  if (!URL.canParse(issuer)) return [];
  const trimmed = issuer.replace(/\/$/, '');
  const all = [
    { url: insertWellKnown(trimmed, 'oauth-authorization-server'), kind: 'oauth', how: 'inserted' },
    { url: appendWellKnown(trimmed, 'oauth-authorization-server'), kind: 'oauth', how: 'appended' },
    { url: insertWellKnown(trimmed, 'openid-configuration'), kind: 'oidc', how: 'inserted' },
    { url: appendWellKnown(trimmed, 'openid-configuration'), kind: 'oidc', how: 'appended' },
  ] as const;
  return all.filter((place, index) => all.findIndex(({ url }) => url === place.url) === index);
}
