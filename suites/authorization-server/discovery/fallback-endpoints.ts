import {
  authorizationServerCheck,
  doesNotApply,
  errorOf,
  firstProblem,
  notApplicable,
  ok,
  unclear,
  violation,
  type Answered,
} from '../../../harness/index.ts';
import { holdsMetadata, placeOf } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.discovery.fallback-endpoints',
  title: 'Without metadata, /authorize and /token are at the root of the origin',
  probe: async (server) => {
    const places = (await server.gathered.places()).map(({ exchange }) => exchange);
    const [found] = places.filter(holdsMetadata);
    if (found !== undefined)
      throw notApplicable('It publishes metadata, so nobody needs the default paths.', [found.id]);
    const authorize = new URL('/authorize', server.issuer);
    authorize.search = String(new URLSearchParams({ response_type: 'code', client_id: 'nobody' }));
    const [authorization, token] = await Promise.all([
      server.send({ url: authorize }),
      server.send({
        method: 'POST',
        url: new URL('/token', server.issuer),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: String(
          new URLSearchParams({ grant_type: 'authorization_code', client_id: 'nobody', code: 'none' }),
        ),
      }),
    ]);
    // /register is a SHOULD only: its absence decides nothing, so it is not asked for.
    return { places, authorization, token };
  },
  judge: ({ places, authorization, token }) => {
    if (places.some(({ response }) => response.status === 401 || response.status === 403))
      return doesNotApply('A metadata document may stand behind credentials; another check judges that.');
    return firstProblem([isThere(authorization), isThere(token), answersAsTokenEndpoint(token)]);
  },
});

function isThere(exchange: Answered) {
  const { status } = exchange.response;
  if (status >= 500 && status !== 501) return unclear(`${placeOf(exchange)} was answered HTTP ${status}.`);
  if (![404, 405, 410, 501].includes(status)) return ok;
  const { method } = exchange.request;
  return violation(`${method} ${new URL(placeOf(exchange)).pathname} is an endpoint`, `HTTP ${status}`);
}

/** A page for everything may answer with 200; an endpoint refuses this request. */
function answersAsTokenEndpoint(exchange: Answered) {
  const { status } = exchange.response;
  return status < 400 && errorOf(exchange) === undefined
    ? unclear(`A made-up token request at ${placeOf(exchange)} was answered HTTP ${status} without an error.`)
    : ok;
}
