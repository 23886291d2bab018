import {
  doesNotApply,
  goodTokenAcceptedFor,
  isServed,
  ok,
  scopesOf,
  serverCheck,
  UNRELATED_SCOPE,
  violation,
  type Exchange,
} from '../../../harness/index.ts';

const TIMES = 3;

export default serverCheck({
  requirement: 'server.scope.consistent-strategy',
  title: 'The challenges to the same call name the same scopes each time',
  needs: ['mint'],
  control: goodTokenAcceptedFor(async (server) => (await server.gathered.scopedCall()).operation),
  probe: async (server) => {
    const { operation } = await server.gathered.scopedCall();
    const token = await server.mint({ scopes: [UNRELATED_SCOPE] });
    const refusals: Exchange[] = [];
    while (refusals.length < TIMES) refusals.push(await server.call({ token, operation }));
    return { refusals };
  },
  judge: ({ refusals }) => {
    const named = refusals.map((refusal) => [...new Set(scopesOf(refusal))].sort().join(' '));
    const distinct = [...new Set(named)];
    if (refusals.some(isServed) || distinct.every((scopes) => scopes === '')) {
      return doesNotApply('No missing scope led to a challenge that names scopes; other checks judge that.');
    }
    if (distinct.length === 1) return ok;
    return violation(
      'the same scopes each time',
      distinct.map((scopes) => (scopes === '' ? 'none' : `"${scopes}"`)).join(', then '),
    );
  },
});
