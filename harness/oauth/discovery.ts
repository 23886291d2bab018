import type { Exchange, Json, Revision } from '../contract.ts';
import { isObject, parseJson } from '../mcp/answer.ts';
import { authorizationServerMetadataUrls } from './well-known.ts';

/** Where a metadata document was looked for, and what came. */
export interface Candidate {
  url: string;
  /** `challenge`: named by `resource_metadata`; `path` and `root`: the well-known URIs of the endpoint. */
  how: 'challenge' | 'path' | 'root';
  exchange: Exchange;
  /** The JSON object of a 200, whatever its media type. */
  document: { [key: string]: Json } | undefined;
}

/** The JSON object that an exchange brought, or undefined. */
export function documentOf(exchange: Exchange): { [key: string]: Json } | undefined {
  if (exchange.response?.status !== 200) return undefined;
  const value = parseJson(exchange.response.body);
  return isObject(value) ? value : undefined;
}

/** A member that is an array of strings; everything else in it is left out. */
export function stringsOf(document: { [key: string]: Json } | undefined, member: string): string[] {
  const value = document?.[member];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** What was found for one entry of `authorization_servers`. */
export interface IssuerLookup {
  issuer: string;
  /** In the order of the revision, up to the first that holds a document. */
  exchanges: Exchange[];
  document: { [key: string]: Json } | undefined;
}

/** Tries the well-known URLs of an issuer in the order of the revision. RFC 8414 §3; MCP «Authorization Server Metadata Discovery». */
export async function lookUpIssuer(
  issuer: string,
  revision: Revision,
  get: (url: string) => Promise<Exchange>,
): Promise<IssuerLookup> {
  const exchanges: Exchange[] = [];
  if (!URL.canParse(issuer)) return { issuer, exchanges, document: undefined };
  for (const url of authorizationServerMetadataUrls(issuer, revision)) {
    const exchange = await get(url);
    exchanges.push(exchange);
    const document = documentOf(exchange);
    if (typeof document?.['issuer'] === 'string') return { issuer, exchanges, document };
  }
  return { issuer, exchanges, document: undefined };
}
