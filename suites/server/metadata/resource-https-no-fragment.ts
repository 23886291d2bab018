import { doesNotApply, serverCheck } from '../../../harness/index.ts';
import { judgeHttpsUrl } from '../identifiers.ts';

export default serverCheck({
  requirement: 'server.metadata.resource-https-no-fragment',
  title: 'resource is an absolute https URL without a fragment',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    return { metadata: exchange, resource: document['resource'], strictHttps: server.target.strictHttps };
  },
  judge: ({ resource, strictHttps }) =>
    typeof resource === 'string'
      ? judgeHttpsUrl(resource, strictHttps)
      : doesNotApply('resource is no string; another check judges that.'),
});
