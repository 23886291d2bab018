import { McpServer, type CallToolResult, type ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Access, Setup } from '../types.ts';
import { registerSavedResource } from './saved-resource.ts';
import type { SavedSearches } from './saved-searches.ts';
import { searchWeb, type SearchResult } from './search.ts';

const query = z.string().min(1).max(400).describe('What to search for');
const READS = { readOnlyHint: true, openWorldHint: false };
const NO_ANSWER = 'The search service did not give an answer. Try again later.';
const NOBODY = 'The access token names no subject, so nothing can be kept for it.';

/** Makes the MCP server of one request. Scopes were checked before; here everything belongs to the token's subject. */
export function createMcpServer(access: Access, setup: Setup, saved: SavedSearches): McpServer {
  const versions = setup.parts.protocolVersions();
  const server = new McpServer(
    { name: 'web-search', version: '1.0.0' },
    versions === undefined ? {} : { supportedProtocolVersions: versions },
  );
  const search = (text: string, maxResults: number) =>
    searchWeb(text, maxResults, access, setup).catch((error: unknown) => {
      setup.settings.log({ level: 'error', message: `The search failed: ${nameOf(error)}` });
      return undefined;
    });
  const subjectOf = (given: Record<string, unknown>, { mcpReq }: ServerContext) =>
    setup.parts.subjectOf(access, { arguments: given, meta: mcpReq._meta ?? {} });
  registerWebSearch(server, search);
  registerSaveSearch(server, search, subjectOf, saved);
  registerList(server, subjectOf, saved);
  registerWhoAmI(server, access);
  registerSavedResource(server, access, setup, saved);
  setup.parts.furnish(server, access);
  return server;
}

type Search = (query: string, maxResults: number) => Promise<SearchResult | undefined>;
type Subject = (given: Record<string, unknown>, context: ServerContext) => string | undefined;

function registerWebSearch(server: McpServer, search: Search): void {
  server.registerTool(
    'web_search',
    {
      description: 'Searches the web. Needs the scope web-search:read.',
      inputSchema: z.object({ query, max_results: z.number().int().min(1).max(20).default(5) }),
      annotations: { ...READS, openWorldHint: true },
    },
    async (given) => {
      const found = await search(given.query, given.max_results);
      return found === undefined ? failure(NO_ANSWER) : answer({ ...found });
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
      inputSchema: z.object({
        query,
        note: z.string().max(400).optional(),
        search: z.boolean().default(false).describe('Search at once, too'),
      }),
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
      inputSchema: z.object({}),
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
      inputSchema: z.object({}),
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

function answer(value: Record<string, unknown>): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(value) }], structuredContent: value };
}

function failure(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}

/** Messages of an HTTP client may hold what was sent. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown error';
}
