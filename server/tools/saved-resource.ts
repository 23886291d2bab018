import { ResourceNotFoundError, ResourceTemplate, type McpServer } from '@modelcontextprotocol/server';
import type { Access, Setup } from '../types.ts';
import { ownerOf, SAVED_TEMPLATE, savedUri } from './saved-uri.ts';
import type { SavedSearches } from './saved-searches.ts';

/** The saved searches as a resource: each caller is listed its own, and only its owner may read it. */
export function registerSavedResource(
  server: McpServer,
  access: Access,
  setup: Setup,
  saved: SavedSearches,
): void {
  const { parts } = setup;
  const subject = parts.subjectOf(access, { arguments: {}, meta: {} });
  const own = subject === undefined ? undefined : savedUri(subject);
  const list = () => ({ resources: own === undefined ? [] : [{ name: 'saved-searches', uri: own }] });
  server.registerResource(
    'saved-searches',
    new ResourceTemplate(SAVED_TEMPLATE, { list }),
    { description: 'The searches that you saved.', mimeType: 'application/json' },
    (uri, { owner }) => {
      const wanted = ownerOf(String(owner));
      // Another one's resource is as good as none: to tell them apart would tell who is there.
      if (subject === undefined || !parts.mayReadSaved(subject, wanted)) {
        throw new ResourceNotFoundError(uri.href);
      }
      const text = JSON.stringify({ searches: saved.list(wanted) });
      return { contents: [{ uri: uri.href, mimeType: 'application/json', text }] };
    },
  );
}
