import {
  declaredCalls,
  doesNotApply,
  ok,
  serverCheck,
  scopesOf,
  UNRELATED_SCOPE,
  violation,
} from '../../../harness/index.ts';
import { how } from '../refusals.ts';

export default serverCheck({
  requirement: 'server.challenge.scope-without-offline-access',
  title: 'The scope of a challenge does not contain offline_access',
  probe: async (server) => {
    const refusals = await server.gathered.refusals();
    const [call] = declaredCalls(server.target.calls);
    if (call === undefined || !server.target.capabilities.has('mint')) return refusals;
    const token = await server.mint({ scopes: [UNRELATED_SCOPE] });
    return { ...refusals, lacking: await server.call({ operation: call.operation, token }) };
  },
  judge: (refusals) => {
    const named = Object.entries(refusals).flatMap(([name, answer]) => {
      const scopes = scopesOf(answer);
      return scopes.length === 0 ? [] : [{ name, scopes }];
    });
    if (named.length === 0) return doesNotApply('No challenge has a scope.');
    const one = named.find(({ scopes }) => scopes.includes('offline_access'));
    if (one === undefined) return ok;
    return violation(
      'scopes of the resource only',
      `offline_access among them ${how(one.name)}: a refresh token is no need of the resource`,
    );
  },
});
