import {
  callTool,
  doesNotApply,
  firstProblem,
  isServed,
  LIST_TOOLS,
  notApplicable,
  openingOperation,
  refusedWith401,
  serverCheck,
  type Exchange,
  type Operation,
  type ServerContext,
} from '../../../harness/index.ts';

/** At most so many operations are tried. */
const TRIED = 10;

/** Harmless operations: what everybody calls, what the user named, and what calls itself read-only. */
async function harmless({ gathered, revision, target }: ServerContext): Promise<Operation[]> {
  const tools = (await gathered.tools()).filter(({ readOnly }) => readOnly);
  const named = target.calls.map(({ operation }) => operation);
  const readOnly = tools.map((tool) => callTool(tool.name, tool.arguments));
  const all = [openingOperation(revision), LIST_TOOLS, ...named, ...(named.length > 0 ? [] : readOnly)];
  return all.slice(0, TRIED);
}

function nameOf(method: string, tool: unknown): string {
  return typeof tool === 'string' ? `${method} ${tool}` : method;
}

export default serverCheck({
  requirement: 'server.challenge.status-401',
  title: 'Each method that a token opens is answered with HTTP 401 without one',
  needs: ['token'],
  probe: async (server) => {
    const protection = await server.gathered.protection();
    if (protection.state === 'open') throw notApplicable(protection.reason, protection.evidence);
    const operations = await harmless(server);
    const token = await server.goodToken();
    const bare = await Promise.all(operations.map((operation) => server.call({ operation })));
    const good: Exchange[] = [];
    // One after the other, as what one does may show in the next.
    for (const operation of operations) good.push(await server.call({ operation, token }));
    const names = operations.map(({ method, params }) => nameOf(method, params?.['name']));
    return { bare, good, names };
  },
  judge: ({ bare, good, names }) => {
    // What a good token does not open says nothing, and what is open to everyone is skipped.
    const concerned = bare.flatMap((answer, index) => {
      const beside = good[index];
      const opens = beside !== undefined && isServed(beside) && !isServed(answer);
      return opens ? [{ answer, name: names[index] ?? '' }] : [];
    });
    if (concerned.length === 0)
      return doesNotApply('No operation that was tried is opened by the token and refused without it.');
    return firstProblem(
      concerned.map(({ answer, name }) => refusedWith401(answer, `${name} without a token`)),
    );
  },
});
