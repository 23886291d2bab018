import {
  callTool,
  describe,
  isServed,
  ok,
  serverCheck,
  untested,
  viewUpstream,
  violation,
  type Exchange,
  type Operation,
  type ServerContext,
} from '../../../harness/index.ts';

/** At most so many tools are called; a catalogue may be long. */
const CALLED = 8;

export default serverCheck({
  requirement: 'server.security.no-token-passthrough',
  title: 'No request to an upstream API carries the token of the client',
  needs: ['upstream-view'],
  probe: async (server) => {
    const { upstream } = server.lab();
    const operations = await harmlessCalls(server);
    const callAll = async () => {
      const token = await server.goodToken();
      return Promise.all(operations.map((operation) => server.call({ operation, token })));
    };
    const first = await callAll();
    if (upstream.count === 0) throw notCalled(first);
    // A lie may begin with the second call, when an own token has expired.
    const calls = [...first, ...(await callAll())];
    const { leaking, places } = viewUpstream(server);
    // A tool that is slow says nothing about what went upstream.
    return { leaking, places, calls: calls.filter(isAnswered) };
  },
  judge: ({ leaking, places }) => {
    const [request] = leaking;
    if (request === undefined) return ok;
    const { method, url } = request.request;
    return violation(
      'requests to an upstream API with credentials of their own, and nowhere the token of the client',
      `${method} ${url} carried the token of the client in ${String(places[0])}`,
    );
  },
});

function isAnswered({ response, failure }: Exchange): boolean {
  return response !== undefined && failure === undefined;
}

function notCalled(calls: Exchange[]): Error {
  const refused = calls.find((exchange) => !isServed(exchange));
  const served = calls.filter(isServed).length;
  const seen =
    calls.length === 0
      ? 'No tool is known that may be called'
      : `${served} of ${calls.length} tool calls were served, and nothing came to the lab's upstream`;
  return untested(
    `${seen}${refused === undefined ? '' : ` (one call was answered ${describe(refused)})`}. Where your tools call an API, set its base URL to {upstream}, as in --env API_BASE_URL={upstream}, and name a tool that calls it with --call.`,
    calls.map(({ id }) => id),
  );
}

/** What the user calls harmless, then the listed tools that call themselves read-only, each tool once. */
async function harmlessCalls(server: ServerContext): Promise<Operation[]> {
  const own = server.target.calls.map(({ operation }) => operation);
  const listed = (await server.gathered.tools()).filter(({ readOnly }) => readOnly);
  const byTool = new Map<unknown, Operation>();
  for (const operation of [...own, ...listed.map((tool) => callTool(tool.name, tool.arguments))]) {
    const name = operation.params?.['name'];
    if (!byTool.has(name)) byTool.set(name, operation);
  }
  return [...byTool.values()].slice(0, CALLED);
}
