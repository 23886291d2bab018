import {
  callEach,
  firstProblem,
  isServed,
  headerOf,
  ok,
  openingOperation,
  serverCheck,
  unclear,
  violation,
  type Answered,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.redirect-no-token-leak',
  title: 'A request with a token is not redirected to another origin',
  needs: ['token'],
  probe: async (server) => {
    const { pathname, origin } = server.endpoint;
    const call = { operation: openingOperation(server.revision), token: await server.goodToken() };
    const sibling = pathname.endsWith('/') ? pathname.replace(/\/+$/, '') || '/' : `${pathname}/`;
    return callEach(server, {
      'the endpoint': call,
      // The likeliest redirect: with or without the slash at the end.
      [`the path ${sibling}`]: { ...call, url: origin + sibling },
    });
  },
  judge: (answers) => {
    const redirect = firstProblem(Object.entries(answers).map(([name, answer]) => judgeOne(name, answer)));
    if (redirect.kind !== 'ok' || Object.values(answers).some(isServed)) return redirect;
    return unclear('Nothing was served, so nobody knows where a request that is served would go.');
  },
});

function judgeOne(name: string, { request, response }: Answered) {
  const location = headerOf(response.headers, 'location');
  if (response.status < 300 || response.status >= 400 || location === undefined) return ok;
  if (!URL.canParse(location, request.url)) return ok;
  const { origin } = new URL(location, request.url);
  return origin === new URL(request.url).origin
    ? ok
    : violation('no redirect to another origin', `HTTP ${response.status} from ${name} to ${origin}`);
}
