import { allHeaders, inconclusive, isServed, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.authenticated-response-not-shared',
  title: 'The answer to a request with a token is not meant for shared caches',
  needs: ['token'],
  probe: async (server) => {
    const good = await server.call({ token: await server.goodToken() });
    if (!isServed(good)) throw inconclusive('A good token was not accepted.', [good.id]);
    return { good };
  },
  judge: ({ good }) => {
    const control = allHeaders(good.response.headers, 'cache-control').join(',').toLowerCase();
    const directives = control.split(',').map((directive) => directive.trim().split('=')[0] ?? '');
    if (directives.some((name) => name === 'no-store' || name === 'private')) return ok;
    const shared = directives.find((name) => name === 'public' || name === 's-maxage');
    return shared === undefined
      ? ok
      : violation('Cache-Control: no-store, private or none', `Cache-Control: ${control}`);
  },
});
