import { doesNotApply, isLoopback, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.metadata.resource-https-no-fragment',
  title: 'resource is an absolute https URL without a fragment',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    return { metadata: exchange, resource: document['resource'], strictHttps: server.target.strictHttps };
  },
  judge: ({ resource, strictHttps }) => {
    if (typeof resource !== 'string')
      return doesNotApply('resource is no string; another check judges that.');
    const expected = 'an absolute https URL without a fragment';
    if (!URL.canParse(resource) || resource.includes('#')) return violation(expected, `"${resource}"`);
    const { protocol, hostname } = new URL(resource);
    const excused = protocol === 'http:' && isLoopback(hostname) && !strictHttps;
    return protocol === 'https:' || excused ? ok : violation(expected, `"${resource}"`);
  },
});
