import { describe, firstProblem, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.discovery.prm-needs-no-token',
  title: 'The metadata can be read without a token',
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const candidates = await server.gathered.metadataCandidates();
    return {
      candidates: candidates.map(({ exchange }) => exchange),
      found: candidates.some(({ document }) => document !== undefined),
    };
  },
  judge: ({ candidates, found }) =>
    firstProblem(
      candidates.map((candidate) => {
        // Where another place works, a guarded path may simply not be a metadata route.
        const guarded = candidate.response.status === 401 || candidate.response.status === 403;
        if (found || !guarded) return ok;
        return violation(`${candidate.request.url} without a token`, describe(candidate));
      }),
    ),
});
