import {
  doesNotApply,
  firstProblem,
  goodTokenAcceptedFor,
  isServed,
  refused,
  serverCheck,
  UNRELATED_SCOPE,
  untested,
} from '../../../harness/index.ts';

/** Other scopes that resemble this one. */
function lookalikes(scope: string): string[] {
  const variants = [`${scope}only`, `x${scope}`, scope.toUpperCase(), scope.toLowerCase()];
  return [...new Set(variants)].filter((variant) => variant !== scope);
}

export default serverCheck({
  requirement: 'server.scope.exact-token-match',
  title: 'A scope that merely resembles the needed one does not count',
  needs: ['mint'],
  control: goodTokenAcceptedFor(async (server) => (await server.gathered.scopedCall()).operation),
  probe: async (server) => {
    const { operation, scopes } = await server.gathered.scopedCall();
    const [needed, ...others] = scopes;
    if (needed === undefined) {
      throw untested('The scope that the call needs is not known; name it with --call tool=json@scope.');
    }
    const send = async (scope: string) =>
      server.call({ operation, token: await server.mint({ scopes: [scope, ...others] }) });
    const variants = lookalikes(needed);
    const [unrelated, similar] = await Promise.all([send(UNRELATED_SCOPE), Promise.all(variants.map(send))]);
    return { unrelated, similar, variants };
  },
  judge: ({ unrelated, similar, variants }) => {
    if (isServed(unrelated)) {
      return doesNotApply('The call is carried out without the scope; another check judges that.');
    }
    return firstProblem(
      similar.map((exchange, index) =>
        refused(exchange, `a token with the scope ${String(variants[index])}`),
      ),
    );
  },
});
