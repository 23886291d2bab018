import { doesNotApply, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.metadata.resource-no-trailing-slash',
  title: 'resource has no trailing slash that the endpoint does not have',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    return { metadata: exchange, resource: document['resource'], endpoint: server.url };
  },
  judge: ({ resource, endpoint }) => {
    if (typeof resource !== 'string')
      return doesNotApply('resource is no string; another check judges that.');
    if (!resource.endsWith('/') || endpoint.endsWith('/')) return ok;
    return violation(`"${resource.replace(/\/+$/, '')}"`, `"${resource}"`);
  },
});
