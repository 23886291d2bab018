import { authorizationServerCheck, ok, violation } from '../../../harness/index.ts';

const FLAG = 'client_id_metadata_document_supported';

export default authorizationServerCheck({
  requirement: 'authorization-server.metadata.cimd-flag',
  title: 'client_id_metadata_document_supported is true or false, where it is there',
  probe: async (server) => {
    const { exchange: document, document: metadata } = await server.gathered.metadata();
    const said = metadata[FLAG] ?? null;
    return { document, said };
  },
  judge: ({ said }) =>
    said === null || typeof said === 'boolean'
      ? ok
      : violation(`${FLAG} is a JSON boolean`, `it is ${JSON.stringify(said)}`),
});
