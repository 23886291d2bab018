import { ResourceNotFoundError, ResourceTemplate, type McpServer } from '@modelcontextprotocol/server';
import type { Access, Setup } from '../types.ts';
import type { SavedSearches } from './saved-searches.ts';

const TEMPLATE = 'web-search://saved/{owner}';

/** The saved searches as a resource: each caller is listed its own, and only its owner may read it. */
export function registerSavedResource(
  server: McpServer,
  access: Access,
  setup: Setup,
  saved: SavedSearches,
): void {
  const { parts } = setup;
  const subject = parts.subjectOf(access, { arguments: {}, meta: {} });
  const own =
    subject === undefined
      ? undefined
      : TEMPLATE.replace('{owner}', Buffer.from(subject).toString('base64url'));
  const list = () => ({ resources: own === undefined ? [] : [{ name: 'saved-searches', uri: own }] });
  server.registerResource(
    'saved-searches',
    new ResourceTemplate(TEMPLATE, { list }),
    { description: 'The searches that you saved.', mimeType: 'application/json' },
    (uri, { owner }) => {
      const wanted = Buffer.from(String(owner), 'base64url').toString('utf8');
      // Another one's resource is as good as none: to tell them apart would tell who is there.
      if (subject === undefined || !parts.mayReadSaved(subject, wanted)) {
        throw new ResourceNotFoundError(uri.href);
      }
      const text = JSON.stringify({ searches: saved.list(wanted) });
      return { contents: [{ uri: uri.href, mimeType: 'application/json', text }] };
    },
  );
}
