import {
  appendWellKnown,
  stringsOf,
  type Exchange,
  type Json,
  type ServerContext,
} from '../../harness/index.ts';

type Found = Awaited<ReturnType<ServerContext['gathered']['metadataCandidates']>>[number];

/** True for a document that is meant as protected resource metadata; a JSON «not found» is none. */
export function isMetadata(document: { [key: string]: Json } | undefined): boolean {
  if (document === undefined) return false;
  return 'resource' in document || stringsOf(document, 'authorization_servers').length > 0;
}

/** The places of a client's search, in its order, and whether one holds metadata. */
export async function search(server: ServerContext): Promise<{ places: Found[]; found: boolean }> {
  const places = await server.gathered.metadataCandidates();
  return { places, found: places.some(({ document }) => isMetadata(document)) };
}

/**
 * The document that many put below the endpoint, `/mcp/.well-known/oauth-protected-resource`. No text sends a client
 * there; asked for only to tell a misplaced document from a missing one.
 */
export function misplaced(server: ServerContext): Promise<Exchange> {
  return server.send({
    url: appendWellKnown(server.endpoint, 'oauth-protected-resource'),
    headers: { accept: 'application/json' },
  });
}

/** What a client's search for the metadata comes to, and the misplaced document when it finds none. */
export async function lookForMetadata(server: ServerContext) {
  await server.gathered.protectedOperation();
  const { places, found } = await search(server);
  const candidates = places.map(({ exchange }) => exchange);
  return { candidates, found, ...(found ? {} : { misplaced: await misplaced(server) }) };
}

/** What each place answered, for a person. */
export function tried(exchanges: readonly Exchange[], describe: (exchange: Exchange) => string): string {
  const lines = exchanges.map((exchange) => `${exchange.request.url}: ${describe(exchange)}`);
  return [...new Set(lines)].join('; ');
}
