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

/** What leaves no trace that a list could show: a tool that only reads, or else the protected operation. */
async function somethingElse(server: ServerContext): Promise<{ operation?: Operation }> {
  const readers = (await server.gathered.tools()).filter(({ readOnly }) => readOnly);
  const named = ({ operation }: { operation: Operation }) => operation.params?.['name'];
  const declared = server.target.calls.find((call) => readers.some(({ name }) => name === named(call)));
  if (declared !== undefined) return { operation: declared.operation };
  const [reader] = readers;
  return reader === undefined ? {} : { operation: callTool(reader.name, reader.arguments) };
}

/** A user of whom the server remembers nothing, where one can be made up and is served; else the usual one. */
async function newcomer(server: ServerContext): Promise<string> {
  if (!server.target.capabilities.has('mint')) return server.goodToken();
  const token = await server.mint({ subject: `newcomer-${randomUUID()}` });
  return isServed(await server.call({ token })) ? token : server.goodToken();
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
    const names = Object.keys(LISTS) as ListName[];
    const round = async () => {
      const looks = names.map(async (list) => lookTwice(server, await newcomer(server), list));
      return Promise.all(looks);
    };
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
