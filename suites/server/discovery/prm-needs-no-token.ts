import { describe, doesNotApply, ok, serverCheck, unclear, violation } from '../../../harness/index.ts';
import { search } from '../places.ts';

export default serverCheck({
  requirement: 'server.discovery.prm-needs-no-token',
  title: 'The metadata can be read without a token',
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const { places, found } = await search(server);
    return {
      candidates: places.map(({ exchange }) => exchange),
      named: places.map(({ how }) => how === 'challenge'),
      found,
    };
  },
  observesFailures: true,
  judge: ({ candidates, named, found }) => {
    // Where another place works, a guarded path may simply be no metadata; what the challenge names always is.
    const guarded = candidates.find(({ response }, index) => {
      const asks = response?.status === 401 || response?.status === 403;
      return asks && (!found || named[index] === true);
    });
    if (guarded !== undefined)
      return violation(`${guarded.request.url} served without a token`, describe(guarded));
    if (found) return ok;
    const lost = candidates.find(({ failure }) => failure !== undefined);
    return lost === undefined
      ? doesNotApply('There is no metadata; another check judges that.')
      : unclear(`${lost.request.url}: ${lost.failure?.message ?? 'no answer'}`);
  },
});
