import type { Access, Setup } from '../types.ts';
import { sampleResults } from './sample.ts';

export interface SearchHit {
  title: string;
  url: string;
  content: string;
}
export interface SearchResult {
  query: string;
  results: SearchHit[];
}

/** Searches the web by Tavily; without a key the results are samples, marked as such, and nothing leaves the machine. */
export async function searchWeb(
  query: string,
  maxResults: number,
  access: Access,
  setup: Setup,
): Promise<SearchResult> {
  const { tavilyApiKey, tavilyBaseUrl } = setup.settings;
  if (tavilyApiKey === undefined && tavilyBaseUrl === undefined) return sampleResults(query, maxResults);
  const { tavily } = await import('@tavily/core');
  const client = tavily({
    apiKey: setup.parts.upstreamKey(access, setup),
    ...(tavilyBaseUrl === undefined ? {} : { apiBaseURL: tavilyBaseUrl.replace(/\/$/, '') }),
  });
  const { results } = await client.search(query, {
    ...setup.parts.searchDetails(access),
    maxResults,
    timeout: 30,
  });
  return { query, results: results.map(({ title, url, content }) => ({ title, url, content })) };
}
