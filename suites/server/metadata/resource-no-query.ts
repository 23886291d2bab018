import { doesNotApply, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.metadata.resource-no-query',
  title: 'resource has no query',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    return { metadata: exchange, resource: document['resource'] };
  },
  judge: ({ resource }) => {
    if (typeof resource !== 'string')
      return doesNotApply('resource is no string; another check judges that.');
    return resource.includes('?') ? violation('a resource identifier without a query', `"${resource}"`) : ok;
  },
});
