import { authorizationServerCheck, bodyOf, ok, stringsOf, violation } from '../../../harness/index.ts';
import { publishedDocuments } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.metadata.scopes-supported',
  title: 'The metadata lists scopes',
  probe: async (server) => ({ documents: await publishedDocuments(server) }),
  // The list need not be complete, and one document that has it is enough.
  judge: ({ documents }) =>
    documents.some((document) => stringsOf(bodyOf(document), 'scopes_supported').length > 0)
      ? ok
      : violation('scopes_supported lists scopes that clients may ask for', 'there is no such list'),
});
