import {
  doesNotApply,
  goodTokenAcceptedFor,
  isServed,
  ok,
  scopesOf,
  serverCheck,
  UNRELATED_SCOPE,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.scope.single-complete-challenge',
  title: 'All scopes that the operation needs are named in one challenge',
  needs: ['mint'],
  control: goodTokenAcceptedFor(async (server) => (await server.gathered.scopedCall()).operation),
  probe: async (server) => {
    const { operation } = await server.gathered.scopedCall();
    const send = async (scopes: string[]) => server.call({ operation, token: await server.mint({ scopes }) });
    const first = await send([UNRELATED_SCOPE]);
    const named = scopesOf(first);
    if (first.response?.status !== 403 || named.length === 0) return { first };
    return { first, second: await send([UNRELATED_SCOPE, ...named]) };
  },
  judge: ({ first, second }) => {
    if (second === undefined) {
      return doesNotApply(
        'The missing scope did not lead to a 403 that names scopes; other checks judge that.',
      );
    }
    if (isServed(second)) return ok;
    const added = scopesOf(second).filter((scope) => !scopesOf(first).includes(scope));
    if (added.length === 0) {
      return doesNotApply(
        'The named scopes were not enough, and no others were named; another check judges that.',
      );
    }
    return violation(
      'one challenge that names all scopes',
      `first "${scopesOf(first).join(' ')}", and with that granted "${added.join(' ')}"`,
    );
  },
});
