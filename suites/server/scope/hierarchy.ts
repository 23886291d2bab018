import {
  accepted,
  declaredCalls,
  firstProblem,
  isServed,
  notApplicable,
  serverCheck,
  unclear,
  type ServerContext,
} from '../../../harness/index.ts';

/** The same call declared with several sets of scopes: the first is what it needs, each other one implies that. */
function alternatives(server: ServerContext) {
  const declared = declaredCalls(server.target.calls);
  return declared.flatMap(({ operation, scopes }, index) => {
    const isSame = (other: (typeof declared)[number]) =>
      JSON.stringify(other.operation) === JSON.stringify(operation);
    const first = declared.findIndex(isSame);
    return first < index ? [{ operation, narrow: declared[first]?.scopes ?? [], broad: scopes }] : [];
  });
}

export default serverCheck({
  requirement: 'server.scope.hierarchy',
  title: 'A broad scope is enough where a narrower one that it implies is needed',
  needs: ['mint'],
  probe: async (server) => {
    const found = alternatives(server);
    if (found.length === 0) {
      throw notApplicable(
        'No broader scope is known. To name one, give the same call twice: --call tool@narrow --call tool@broad.',
      );
    }
    const send = async (operation: (typeof found)[number]['operation'], scopes: string[]) =>
      server.call({ operation, token: await server.mint({ scopes }) });
    const [narrow, broad] = await Promise.all([
      Promise.all(found.map((one) => send(one.operation, one.narrow))),
      Promise.all(found.map((one) => send(one.operation, one.broad))),
    ]);
    return { narrow, broad, scopes: found.map((one) => one.broad.join(' ')) };
  },
  judge: ({ narrow, broad, scopes }) => {
    if (!narrow.every(isServed)) return unclear('The call is refused with the narrow scope already.');
    return firstProblem(
      broad.map((exchange, index) =>
        accepted(exchange, `a token with the scope ${String(scopes[index])} only`),
      ),
    );
  },
});
