import {
  accepted,
  doesNotApply,
  firstProblem,
  goodTokenAcceptedFor,
  scopesOf,
  serverCheck,
  UNRELATED_SCOPE,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.scope.challenge-sufficient',
  title: 'The scopes of the challenge, added to those held, are enough for the call',
  needs: ['mint'],
  control: goodTokenAcceptedFor(async (server) => (await server.gathered.scopedCall()).operation),
  probe: async (server) => {
    const { operation, scopes } = await server.gathered.scopedCall();
    const send = async (held: string[]) =>
      server.call({ operation, token: await server.mint({ scopes: held }) });
    // Where several are needed, one is missing: whether they are all named at once is another check's concern.
    const starts =
      scopes.length > 1
        ? scopes.map((missing) => scopes.filter((scope) => scope !== missing))
        : [[UNRELATED_SCOPE]];
    const stepUps = await Promise.all(
      starts.map(async (held) => {
        const underscoped = await send(held);
        const named = scopesOf(underscoped);
        if (underscoped.response?.status !== 403 || named.length === 0) return { underscoped, again: [] };
        return { underscoped, again: [await send([...new Set([...held, ...named])])] };
      }),
    );
    return {
      underscoped: stepUps.map((stepUp) => stepUp.underscoped),
      again: stepUps.flatMap((stepUp) => stepUp.again),
    };
  },
  judge: ({ again }) => {
    if (again.length === 0)
      return doesNotApply('No missing scope led to a 403 that names scopes; other checks judge that.');
    return firstProblem(
      again.map((exchange) => accepted(exchange, 'a token with the scopes held and those of the challenge')),
    );
  },
});
