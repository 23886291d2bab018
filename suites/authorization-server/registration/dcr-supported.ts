import { authorizationServerCheck, ok, violation } from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.dcr-supported',
  title: 'Clients that nobody has registered can register themselves',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    return {
      document: exchange,
      endpoint: document['registration_endpoint'] ?? null,
      readsDocuments: document['client_id_metadata_document_supported'] === true,
      hasClient: server.target.client !== undefined,
      revision: server.revision,
    };
  },
  judge: ({ endpoint, readsDocuments, hasClient, revision }) => {
    if (typeof endpoint === 'string') return ok;
    // From 2025-11-25 on it is one of three ways, which documents and clients registered by hand are as well.
    if (revision >= '2025-11-25' && (readsDocuments || hasClient)) return ok;
    const said = endpoint === null ? 'it names none' : `registration_endpoint is ${JSON.stringify(endpoint)}`;
    const other = revision >= '2025-11-25' ? ', and it reads no client metadata documents either' : '';
    return violation('the metadata names a registration_endpoint', `${said}${other}`);
  },
});
