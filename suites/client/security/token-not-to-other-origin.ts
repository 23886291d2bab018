import { clientCheck, headerOf, ok, unclear, violation, type Scenario } from '../../../harness/index.ts';

const PATH = '/mcp-of-somebody-else';

/** The MCP server sends the client to another origin. */
const SENT_AWAY: Scenario = {
  async play(lab) {
    lab.answer(({ kind, rpc, token }) => kind === 'mcp' && rpc === 'tools/list' && token !== undefined, {
      status: 307,
      headers: { Location: `${lab.mock.urls.environment}${PATH}` },
    });
    lab.answer(({ url }) => url.pathname === PATH, { status: 403, text: 'Not here.' });
    await lab.launch();
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.security.token-not-to-other-origin',
  title: 'The token does not follow a redirect to another origin',
  scenario: SENT_AWAY,
  reaches: 'served',
  judge(story) {
    if (!story.of('mcp').some(({ status }) => status === 307))
      return unclear('The client did not ask for the list of tools.');
    const there = story.steps.filter(({ exchange }) => new URL(exchange.request.url).pathname === PATH);
    const bearing = there.find(
      ({ exchange: { request } }) =>
        headerOf(request.headers, 'authorization') !== undefined || request.url.includes('access_token'),
    );
    return bearing === undefined
      ? ok
      : violation(
          'no token at the other origin',
          `${bearing.exchange.request.method} ${bearing.exchange.request.url} carries it`,
        );
  },
});
