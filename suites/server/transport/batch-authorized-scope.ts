import {
  batchOf,
  describe,
  doesNotApply,
  firstProblem,
  isServed,
  ok,
  serverCheck,
  servedMembers,
  UNRELATED_SCOPE,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.transport.batch-authorized',
  title: 'A batch carries out no member that the token does not permit',
  needs: ['mint'],
  probe: async (server) => {
    const { operation: forbidden } = await server.gathered.scopedCall();
    const permitted = { method: 'ping' };
    const token = await server.mint({ scopes: [UNRELATED_SCOPE] });
    const send = (body: string) => server.call({ operation: permitted, body, token });
    return {
      alone: await server.call({ operation: forbidden, token }),
      last: await send(batchOf([permitted, forbidden])),
      first: await send(batchOf([forbidden, permitted])),
    };
  },
  judge: ({ alone, last, first }) => {
    if (isServed(alone))
      return doesNotApply('The call is permitted without the scope even alone; another check judges that.');
    return firstProblem([
      servedMembers(last).includes(2) ? carriedOut(last) : ok,
      servedMembers(first).includes(1) ? carriedOut(first) : ok,
    ]);
  },
});

function carriedOut(batch: Parameters<typeof describe>[0]) {
  return violation(
    'the member of the batch for which the token lacks the scope is not carried out',
    `HTTP ${batch.response?.status ?? 0}: it was carried out`,
  );
}
