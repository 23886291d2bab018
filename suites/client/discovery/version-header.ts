import { clientCheck, doesNotApply, headerOf, ok, ORDINARY, violation } from '../../../harness/index.ts';

export default clientCheck({
  requirement: 'client.discovery.version-header',
  title: 'Requests for the metadata of the authorization server carry MCP-Protocol-Version',
  scenario: ORDINARY,
  reaches: 'connected',
  judge(story) {
    const asked = story.of('server-metadata');
    if (asked.length === 0) return doesNotApply('The client asks for no such metadata.');
    const without = asked.find(
      ({ exchange }) => headerOf(exchange.request.headers, 'mcp-protocol-version') === undefined,
    );
    return without === undefined
      ? ok
      : violation('MCP-Protocol-Version', `no such field in GET ${without.exchange.request.url}`);
  },
});
