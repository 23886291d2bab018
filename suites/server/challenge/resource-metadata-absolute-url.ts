import { challengesOf, doesNotApply, parameter, serverCheck } from '../../../harness/index.ts';
import { judgeAll, judgeHttpsUrl } from '../identifiers.ts';

export default serverCheck({
  requirement: 'server.challenge.resource-metadata-absolute-url',
  title: 'resource_metadata is an absolute https URL without a fragment',
  probe: async (server) => ({
    refusals: Object.values(await server.gathered.refusals()),
    strictHttps: server.target.strictHttps,
  }),
  judge: ({ refusals, strictHttps }) => {
    const values = refusals
      .flatMap(challengesOf)
      .flatMap((challenge) => parameter(challenge, 'resource_metadata') ?? []);
    if (values.length === 0) return doesNotApply('The challenge has no resource_metadata.');
    return judgeAll([...new Set(values)].map((value) => judgeHttpsUrl(value, strictHttps)));
  },
});
