import { McpServer, type McpRequestContext, type ServerContext } from '@modelcontextprotocol/server';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/server/validators/ajv';
import { z } from 'zod';
import type { Access, Setup } from '../types.ts';
import { answer, failure, NOBODY, query, READS, type Subject } from './answers.ts';
import type { Kept } from './kept.ts';
import { createPlanCodec, registerRemoval } from './removal.ts';
import { CURSOR_MINUTES, type FurtherResults, type ResultPages } from './result-pages.ts';
import { registerSavedResource } from './saved-resource.ts';
import type { SavedSearches } from './saved-searches.ts';
import { searchWeb, type SearchResult } from './search.ts';

const NO_ANSWER = 'The search service did not give an answer. Try again later.';

// A server is made for each request; what it is made of is made once.
const validator = new AjvJsonSchemaValidator();
const nothing = z.object({});
const count = z.number().int().min(1).max(20);
const searchInput = z.object({
  query,
  max_results: count.default(5),
  page_size: count.optional().describe('Fewer at once, and a cursor for more'),
});
const cursorInput = z.object({ cursor: z.string().max(100).describe('From web_search or more_results') });
const savedInput = z.object({
  query,
  note: z.string().max(400).optional(),
  search: z.boolean().default(false).describe('Search at once, too'),
});

/** Makes the MCP server of one request. Scopes were checked before; here everything belongs to the token's subject. */
export function createMcpServer(
  access: Access,
  setup: Setup,
  kept: Kept,
  era: McpRequestContext['era'],
): McpServer {
  const versions = setup.parts.protocolVersions();
  const codec = createPlanCodec(access, setup, kept.sealingKey);
  const server = new McpServer(
    { name: 'web-search', version: '1.0.0' },
    {
      jsonSchemaValidator: validator,
      cacheHints: setup.parts.cacheHints(),
      requestState: { verify: (state, context) => codec.verify(state, context) },
      ...(versions === undefined ? {} : { supportedProtocolVersions: versions }),
    },
  );
  const search = (text: string, maxResults: number) =>
    searchWeb(text, maxResults, access, setup).catch((error: unknown) => {
      setup.settings.log({ level: 'error', message: `The search failed: ${nameOf(error)}` });
      return undefined;
    });
  const subjectOf = (given: Record<string, unknown>, { mcpReq }: ServerContext) =>
    setup.parts.subjectOf(access, { arguments: given, meta: mcpReq._meta ?? {} });
  const pageOf = pagesOf(kept.pages, setup);
  registerWebSearch(server, search, subjectOf, pageOf);
  registerMoreResults(server, subjectOf, pageOf);
  registerSaveSearch(server, search, subjectOf, kept.saved);
  registerList(server, subjectOf, kept.saved);
  registerRemoval(server, subjectOf, kept, codec, setup);
  registerWhoAmI(server, access);
  registerSavedResource(server, access, setup, kept.saved);
  // The handshake revisions subscribe by a method of their own, which is not served here.
  if (era === 'modern') server.server.registerCapabilities({ resources: { subscribe: true } });
  setup.parts.furnish(server, access);
  return server;
}

type Search = (query: string, maxResults: number) => Promise<SearchResult | undefined>;

interface Page {
  results: SearchResult['results'];
  /** Leads to the next results. */
  cursor?: string;
}
interface Pages {
  first(subject: string, further: FurtherResults): Page;
  next(subject: string, cursor: string): Page | undefined;
}

/** Hands out results page by page; what is left waits on the server under a cursor. */
function pagesOf(kept: ResultPages, { parts }: Setup): Pages {
  const first: Pages['first'] = (subject, { results, pageSize }) => {
    const [page, rest] = [results.slice(0, pageSize), results.slice(pageSize)];
    if (rest.length === 0) return { results: page };
    const cursor = parts.newCursor(subject);
    kept.keep(parts.cursorOwner(subject), cursor, { results: rest, pageSize });
    return { results: page, cursor };
  };
  const next: Pages['next'] = (subject, cursor) => {
    const further = kept.find(parts.cursorOwner(subject), cursor);
    return further === undefined ? undefined : first(subject, further);
  };
  return { first, next };
}

function registerWebSearch(server: McpServer, search: Search, subjectOf: Subject, pages: Pages): void {
  server.registerTool(
    'web_search',
    {
      description: `Searches the web, page by page if you like: a cursor is good for ${CURSOR_MINUTES} minutes. Needs the scope web-search:read.`,
      inputSchema: searchInput,
      annotations: { ...READS, openWorldHint: true },
    },
    async (given, context) => {
      const subject = subjectOf(given, context);
      const pageSize = given.page_size;
      if (pageSize !== undefined && subject === undefined) return failure(NOBODY);
      const found = await search(given.query, given.max_results);
      if (found === undefined) return failure(NO_ANSWER);
      if (pageSize === undefined || subject === undefined) return answer({ ...found });
      return answer({ ...found, ...pages.first(subject, { results: found.results, pageSize }) });
    },
  );
}

function registerMoreResults(server: McpServer, subjectOf: Subject, pages: Pages): void {
  server.registerTool(
    'more_results',
    {
      description: 'Gives the next page of a search. Needs the scope web-search:read.',
      inputSchema: cursorInput,
      annotations: READS,
    },
    (given, context) => {
      const subject = subjectOf(given, context);
      if (subject === undefined) return failure(NOBODY);
      const page = pages.next(subject, given.cursor);
      return page === undefined
        ? failure('There is no such cursor, or its time is over. Search again.')
        : answer({ ...page });
    },
  );
}

function registerSaveSearch(
  server: McpServer,
  search: Search,
  subjectOf: Subject,
  saved: SavedSearches,
): void {
  server.registerTool(
    'save_search',
    {
      description:
        'Keeps a search in your list. Needs the scope web-search:write, and web-search:read to search too.',
      inputSchema: savedInput,
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
    },
    async (given, context) => {
      const subject = subjectOf(given, context);
      if (subject === undefined) return failure(NOBODY);
      const found = given.search ? await search(given.query, 5) : undefined;
      if (given.search && found === undefined) return failure(NO_ANSWER);
      return answer({ saved: saved.save(subject, { query: given.query, note: given.note }), ...found });
    },
  );
}

function registerList(server: McpServer, subjectOf: Subject, saved: SavedSearches): void {
  server.registerTool(
    'list_saved_searches',
    {
      description: 'Lists the searches that you saved. Needs the scope web-search:read.',
      inputSchema: nothing,
      annotations: READS,
    },
    (given, context) => {
      const subject = subjectOf(given, context);
      return subject === undefined ? failure(NOBODY) : answer({ searches: saved.list(subject) });
    },
  );
}

function registerWhoAmI(server: McpServer, opening: Access): void {
  server.registerTool(
    'whoami',
    {
      description: 'Says who the access token stands for and what it permits.',
      inputSchema: nothing,
      annotations: READS,
    },
    (_given, { http }) => {
      // In a session the token of this very call counts, not the one that opened it.
      const access = http?.authInfo?.extra?.['access'] as Access | undefined;
      const { claims, scopes } = access ?? opening;
      return answer({ subject: claims['sub'] ?? null, client: claims['client_id'] ?? null, scopes });
    },
  );
}

/** Messages of an HTTP client may hold what was sent. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown error';
}
