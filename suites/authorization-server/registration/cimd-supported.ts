import { authorizationServerCheck, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { isForMachines } from '../documents.ts';

const FLAG = 'client_id_metadata_document_supported';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.cimd-supported',
  title: 'Documents of clients are read, by what the metadata says',
  probe: async (server) => {
    const { exchange: metadata, document } = await server.gathered.metadata();
    return { metadata, said: document[FLAG] ?? null, isForMachines: isForMachines(document) };
  },
  judge: ({ said, isForMachines: noPeople }) => {
    if (said === true) return ok;
    if (noPeople) return doesNotApply('It has no authorization endpoint: no client asks a person there.');
    return violation(`${FLAG} is true`, said === null ? 'it is absent' : `it is ${JSON.stringify(said)}`);
  },
});
