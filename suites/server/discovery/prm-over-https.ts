import { doesNotApply, firstProblem, ok, serverCheck, violation } from '../../../harness/index.ts';
import { isExempt } from '../identifiers.ts';

export default serverCheck({
  requirement: 'server.discovery.prm-over-https',
  title: 'The metadata is served over https with a valid certificate',
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const places = await server.gathered.metadataCandidates();
    return {
      candidates: places.map(({ exchange }) => exchange),
      named: places.map(({ how }) => how === 'challenge'),
      strictHttps: server.target.strictHttps,
    };
  },
  observesFailures: true,
  judge: ({ candidates, named, strictHttps }) => {
    const concerned = candidates
      .map((exchange, index) => ({ ...exchange, named: named[index] === true }))
      .filter(({ request }) => !isExempt(request.url, strictHttps));
    if (concerned.length === 0)
      return doesNotApply('The host is loopback; --strict-https applies the duty there too.');
    return firstProblem(
      concerned.map(({ request, response, failure, named: isNamed }) => {
        if (failure?.kind === 'tls')
          return violation(`a certificate that is valid for ${new URL(request.url).host}`, failure.message);
        const isOffered = isNamed || response?.status === 200;
        const isPlain = new URL(request.url).protocol === 'http:';
        return isOffered && isPlain ? violation('metadata at an https URL', request.url) : ok;
      }),
    );
  },
});
