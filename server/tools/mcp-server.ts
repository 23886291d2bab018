import { McpServer, type CallToolResult, type ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Access, Setup } from '../types.ts';
import type { SavedSearches } from './saved-searches.ts';
import type { CallDetails } from './seams.ts';
import { searchWeb } from './search.ts';

const query = z.string().min(1).max(400).describe('What to search for');
const READS = { readOnlyHint: true, openWorldHint: false };

/** Makes the MCP server of one request. Scopes were checked before; here everything belongs to the token's subject. */
export function createMcpServer(access: Access, setup: Setup, saved: SavedSearches): McpServer {
  const server = new McpServer({ name: 'web-search', version: '1.0.0' });
  registerSearch(server, access, setup, saved);
  registerSaved(server, access, setup, saved);
  server.registerTool(
    'whoami',
    {
      description: 'Says who the access token stands for and what it permits.',
      annotations: READS,
      inputSchema: z.object({}),
    },
    () => {
      const { sub, client_id: client } = access.claims;
      return answer({ subject: sub ?? null, client: client ?? null, scopes: access.scopes });
    },
  );
  return server;
}

function registerSearch(server: McpServer, access: Access, setup: Setup, saved: SavedSearches): void {
  server.registerTool(
    'web_search',
    {
      description:
        'Searches the web. Needs the scope web-search:read, and web-search:write to save the search.',
      inputSchema: z.object({
        query,
        max_results: z.number().int().min(1).max(20).default(5),
        save: z.boolean().default(false).describe('Keep the search in the list of saved ones'),
      }),
      annotations: { ...READS, readOnlyHint: false, destructiveHint: false, openWorldHint: true },
    },
    async (given, context) => {
      try {
        const found = await searchWeb(given.query, given.max_results, access, setup);
        const subject = setup.parts.subjectOf(access, detailsOf(given, context));
        if (given.save && subject !== undefined) saved.save(subject, { query: given.query });
        return answer({ ...found });
      } catch (error) {
        setup.settings.log({ level: 'error', message: `web_search failed: ${nameOf(error)}` });
        return failure('The search service did not give an answer. Try again later.');
      }
    },
  );
}

const NOBODY = 'The access token names no subject, so nothing can be kept for it.';

function registerSaved(server: McpServer, access: Access, setup: Setup, saved: SavedSearches): void {
  server.registerTool(
    'save_search',
    {
      description: 'Keeps a search in your list. Needs the scope web-search:write.',
      inputSchema: z.object({ query, note: z.string().max(400).optional() }),
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
    },
    (given, context) => {
      const subject = setup.parts.subjectOf(access, detailsOf(given, context));
      return subject === undefined ? failure(NOBODY) : answer({ saved: saved.save(subject, given) });
    },
  );
  server.registerTool(
    'list_saved_searches',
    {
      description: 'Lists the searches that you saved. Needs the scope web-search:read.',
      inputSchema: z.object({}),
      annotations: READS,
    },
    (given, context) => {
      const subject = setup.parts.subjectOf(access, detailsOf(given, context));
      return subject === undefined ? failure(NOBODY) : answer({ searches: saved.list(subject) });
    },
  );
}

function detailsOf(given: Record<string, unknown>, context: ServerContext): CallDetails {
  return { arguments: given, meta: context.mcpReq._meta ?? {} };
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
