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
    // A slash inside a query is no slash at the end of a path.
    const [path = ''] = resource.split(/[?#]/);
    if (!path.endsWith('/') || endpoint.endsWith('/')) return ok;
    return violation(`"${path.replace(/\/+$/, '')}"`, `"${resource}"`);
  },
});
