import {
  byReservedAddress,
  canReachReserved,
  clientCheck,
  doesNotApply,
  headerOf,
  ok,
  resourceMetadataOf,
  unclear,
  violation,
  type Scenario,
} from '../../../harness/index.ts';

/**
 * Client and lab are on one machine, where loopback is a client's exception for development. So the documents lead to an
 * address that is reserved and no exception of anybody, and that ends at the lab all the same.
 */
const LURED: Scenario = {
  async play(lab) {
    const { origin } = new URL(lab.url);
    lab.answer('resource-metadata', {
      status: 200,
      json: resourceMetadataOf(lab, { authorization_servers: [byReservedAddress(lab.mock.urls.issuer)] }),
    });
    lab.answer('server-metadata', { status: 404, text: 'There is nothing here.' });
    lab.answer(({ kind, token }) => kind === 'mcp' && token === undefined, {
      status: 401,
      headers: {
        'WWW-Authenticate': `Bearer resource_metadata="${byReservedAddress(origin)}.well-known/oauth-protected-resource"`,
      },
      json: { error_description: 'This server needs an access token.' },
    });
    await lab.launch({ limitMs: 15_000 });
    return { isReachable: await canReachReserved(lab) };
  },
};

export default clientCheck({
  requirement: 'client.discovery.ssrf-precautions',
  title: 'No document of a server leads the client to a reserved address',
  scenario: LURED,
  reaches: 'connected',
  judge(story) {
    const gone = story.steps.find(({ exchange }) =>
      headerOf(exchange.request.headers, 'host')?.startsWith('0.0.0.0'),
    );
    if (gone !== undefined) {
      const { method, url, headers } = gone.exchange.request;
      const where = `http://${headerOf(headers, 'host') ?? ''}${new URL(url).pathname}`;
      return violation('no request to a private, link-local or reserved address', `${method} ${where}`);
    }
    if (story.notes['isReachable'] !== true)
      return doesNotApply('On this system no request to the address of the test arrives.');
    return story.of('mcp').some(({ status }) => status === 401)
      ? ok
      : unclear(`${story.summary}, and was shown no challenge.`);
  },
});
