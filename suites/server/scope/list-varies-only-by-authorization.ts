import { randomUUID } from 'node:crypto';
import {
  answerOf,
  callTool,
  doesNotApply,
  isObject,
  isServed,
  ok,
  serverCheck,
  violation,
  type Exchange,
  type Operation,
  type ServerContext,
} from '../../../harness/index.ts';

const LISTS = { tools: 'name', prompts: 'name', resources: 'uri' } as const;
type ListName = keyof typeof LISTS;

/** What a list answer lists, in an order of its own; undefined when it is none. */
function listed(exchange: Exchange, list: ListName): string | undefined {
  const answer = answerOf(exchange);
  const entries = answer.kind === 'result' ? answer.result[list] : undefined;
  if (!Array.isArray(entries)) return;
  return JSON.stringify(entries.map((entry) => (isObject(entry) ? entry[LISTS[list]] : entry)).sort());
}

/** A harmless call: one of the user's, or of a read-only tool, or else the protected operation. */
async function somethingElse(server: ServerContext): Promise<{ operation?: Operation }> {
  const declared = server.target.calls[0];
  if (declared !== undefined) return { operation: declared.operation };
  const tool = (await server.gathered.tools()).find(({ readOnly }) => readOnly);
  return tool === undefined ? {} : { operation: callTool(tool.name, tool.arguments) };
}

/** Two connections with the same token; on one of them something else is done in between. */
async function lookTwice(server: ServerContext, token: string, list: ListName): Promise<Exchange[]> {
  const [one, other] = [randomUUID(), randomUUID()];
  const look = (connection: string) =>
    server.call({ token, connection, operation: { method: `${list}/list` } });
  const before = await look(one);
  if (!isServed(before)) return [];
  await server.call({ token, connection: one, ...(await somethingElse(server)) });
  return [before, await look(one), await look(other)];
}

export default serverCheck({
  requirement: 'server.scope.list-varies-only-by-authorization',
  title: 'Lists do not depend on the connection or on earlier requests',
  needs: ['token'],
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const token = await server.goodToken();
    const names = Object.keys(LISTS) as ListName[];
    const round = () => Promise.all(names.map((list) => lookTwice(server, token, list)));
    const differs = (looks: Exchange[][]) =>
      looks.some((exchanges, index) => {
        const list = names[index];
        return list !== undefined && new Set(exchanges.map((exchange) => listed(exchange, list))).size > 1;
      });
    const first = await round();
    // The list may have changed just then; it will hardly do so again.
    const second = differs(first) ? await round() : [];
    return {
      first: first.flat(),
      second: second.flat(),
      differsFirst: differs(first),
      differsAgain: differs(second),
    };
  },
  judge: ({ first, differsFirst, differsAgain }) => {
    if (first.length === 0) return doesNotApply('The server has no lists of tools, prompts or resources.');
    if (!differsFirst || !differsAgain) return ok;
    return violation(
      'the same list for the same token',
      'another one on another connection, or after another call, twice in a row',
    );
  },
});
