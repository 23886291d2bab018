import { randomUUID } from 'node:crypto';
import type { SearchResult } from './search.ts';

const TAVILY_SEARCH = 'https://api.tavily.com/search';

/**
 * Answers in Tavily's place. The request goes straight to the msw handler and not through msw's interception,
 * which would patch HTTP for the whole process and with it the traffic of whoever embeds this server.
 */
export async function sampleResults(query: string, maxResults: number): Promise<SearchResult> {
  const { http } = await import('msw/core/http');
  const handler = http.post(TAVILY_SEARCH, async ({ request }) =>
    Response.json(resultsFor(await request.json())),
  );
  const body = JSON.stringify({ query, max_results: maxResults });
  const request = new Request(TAVILY_SEARCH, { method: 'POST', body });
  const outcome = await handler.run({ request, requestId: randomUUID() });
  if (outcome?.response === undefined) throw new Error('The sample search has no answer.');
  return (await outcome.response.json()) as SearchResult;
}

function resultsFor(body: unknown): SearchResult {
  const { query, max_results: count } = body as { query: string; max_results: number };
  const results = Array.from({ length: Math.min(count, 3) }, (_, index) => ({
    title: `[sample] Result ${index + 1} for “${query}”`,
    url: `https://example.com/sample/${index + 1}?q=${encodeURIComponent(query)}`,
    content: 'Sample text, not from the web: the server runs without a Tavily key.',
  }));
  return { query, results };
}
