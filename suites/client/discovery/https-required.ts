import {
  byReservedAddress,
  canReachReserved,
  clientCheck,
  doesNotApply,
  headerOf,
  ok,
  unclear,
  violation,
  type Scenario,
} from '../../../harness/index.ts';

/** The token endpoint is http on a host that is not loopback by name; it ends at the lab all the same. */
const PLAIN_HTTP: Scenario = {
  async play(lab) {
    lab.change('server-metadata', ({ json }) => {
      if (typeof json['token_endpoint'] === 'string')
        json['token_endpoint'] = byReservedAddress(json['token_endpoint']);
    });
    await lab.launch({ limitMs: 15_000 });
    return { isReachable: await canReachReserved(lab) };
  },
};

export default clientCheck({
  requirement: 'client.discovery.https-required',
  title: 'No code goes to a token endpoint that is http on another host than this machine',
  scenario: PLAIN_HTTP,
  reaches: 'discovered',
  judge(story) {
    const sent = [...story.of('code'), ...story.of('token')].find(({ exchange }) =>
      headerOf(exchange.request.headers, 'host')?.startsWith('0.0.0.0'),
    );
    if (sent !== undefined)
      return violation(
        'no request with credentials: the endpoint is neither https nor on loopback',
        `POST http://${headerOf(sent.exchange.request.headers, 'host') ?? ''}${new URL(sent.exchange.request.url).pathname} with a code`,
      );
    if (story.notes['isReachable'] !== true)
      return doesNotApply('On this system no request to the address of the test arrives.');
    return story.of('server-metadata').some(({ got }) => typeof got['token_endpoint'] === 'string')
      ? ok
      : unclear(`${story.summary}, and read no metadata with this endpoint.`);
  },
});
