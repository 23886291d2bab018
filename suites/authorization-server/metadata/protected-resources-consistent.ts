import {
  authorizationServerCheck,
  bodyOf,
  notApplicable,
  ok,
  stringsOf,
  untested,
  violation,
} from '../../../harness/index.ts';
import { publishedDocuments } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.metadata.protected-resources-consistent',
  title: 'protected_resources contains the resource under test',
  probe: async (server) => {
    const documents = await publishedDocuments(server);
    const document = documents.find((exchange) => bodyOf(exchange)?.['protected_resources'] !== undefined);
    if (document === undefined) throw notApplicable('The metadata has no protected_resources.');
    const [resource] = server.target.resources;
    if (resource === undefined)
      throw untested('Compares protected_resources with a resource: give --resource.');
    return { document, resource };
  },
  judge: ({ document, resource }) => {
    const listed = stringsOf(bodyOf(document), 'protected_resources');
    if (listed.includes(resource)) return ok;
    const slash = listed.some((one) => one.replace(/\/$/, '') === resource.replace(/\/$/, ''));
    const hint = slash ? ' (one differs in a slash at the end only)' : '';
    return violation(`protected_resources contains ${resource}`, `it lists ${listed.join(', ')}${hint}`);
  },
});
