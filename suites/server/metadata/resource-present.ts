import { ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.metadata.resource-present',
  title: 'The metadata names the resource as a string',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    return { metadata: exchange, resource: document['resource'] };
  },
  judge: ({ resource }) => {
    if (typeof resource === 'string' && resource !== '') return ok;
    return violation(
      'resource as a string',
      resource === undefined ? 'no resource' : JSON.stringify(resource),
    );
  },
});
