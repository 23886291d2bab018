import type { Setup, Unverifiable } from '../types.ts';
import { fetchJson, isObject, outage, outageOf, type JsonObject } from './upstream.ts';

export type MetadataResult = { kind: 'metadata'; metadata: JsonObject } | Unverifiable;

/**
 * Where the metadata of an issuer may stand, best first: Scalekit serves a resource's document below the issuer;
 * then RFC 8414 §3.1 (inserted) and OpenID Connect Discovery §4 (appended).
 */
export function metadataUrls(issuer: string): string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    ...new Set([
      `${origin}${path}/.well-known/oauth-authorization-server`,
      `${origin}/.well-known/oauth-authorization-server${path}`,
      `${origin}${path}/.well-known/openid-configuration`,
    ]),
  ];
}

/**
 * Reads the metadata of the configured authorization server. A document of another issuer is not used
 * (RFC 8414 §3.3): whoever could plant one would choose our keys.
 */
export async function discover(setup: Setup, signal: AbortSignal): Promise<MetadataResult> {
  const { authorizationServer } = setup.settings;
  let trouble = outage(`${authorizationServer} has no metadata`);
  for (const url of metadataUrls(authorizationServer)) {
    const answer = await fetchJson(url, { signal });
    // Without a connection the other places of the same host would only cost time.
    if (answer.kind === 'unverifiable') return answer;
    if (answer.status !== 200 || !isObject(answer.body)) trouble = outageOf(url, answer);
    else if (setup.parts.issuerOfMetadataIsTrusted(answer.body, setup)) {
      return { kind: 'metadata', metadata: answer.body };
    } else trouble = outage(`${url} is the document of another issuer than the one configured`);
  }
  return trouble;
}

/** The `issuer` of the document is the configured one, code point by code point (RFC 8414 §3.3). */
export function issuerOfMetadataIsTrusted(metadata: JsonObject, { settings }: Setup): boolean {
  // Some Scalekit deployments put the environment URL into the document of a resource.
  return (
    metadata['issuer'] === settings.authorizationServer ||
    settings.issuers.includes(String(metadata['issuer']))
  );
}
