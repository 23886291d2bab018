import {
  doesNotApply,
  firstProblem,
  isLoopback,
  ok,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.discovery.prm-over-https',
  title: 'The metadata is served over https with a valid certificate',
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const candidates = await server.gathered.metadataCandidates();
    return { candidates: candidates.map(({ exchange }) => exchange), strictHttps: server.target.strictHttps };
  },
  observesFailures: true,
  judge: ({ candidates, strictHttps }) => {
    const concerned = candidates.filter(
      ({ request }) => strictHttps || !isLoopback(new URL(request.url).hostname),
    );
    if (concerned.length === 0)
      return doesNotApply('The host is loopback; --strict-https applies the duty there too.');
    return firstProblem(
      concerned.map(({ request, response, failure }) => {
        if (failure?.kind === 'tls')
          return violation('a certificate that is valid for the host', failure.message);
        const served = response?.status === 200 && new URL(request.url).protocol === 'http:';
        return served ? violation('an https URL', request.url) : ok;
      }),
    );
  },
});
