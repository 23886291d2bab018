import {
  declaredCalls,
  firstProblem,
  goodTokenAcceptedFor,
  isServed,
  ok,
  refused,
  serverCheck,
  UNRELATED_SCOPE,
  violation,
} from '../../../harness/index.ts';

const CALLS = 5;

export default serverCheck({
  requirement: 'server.scope.enforced',
  title: 'An operation is refused for a token whose scopes do not cover it',
  needs: ['mint'],
  control: goodTokenAcceptedFor(async (server) => (await server.gathered.scopedCall()).operation),
  probe: async (server) => {
    const scoped = await server.gathered.scopedCall();
    const calls = [scoped, ...declaredCalls(server.target.calls)].slice(0, CALLS);
    const send = async (operation: (typeof scoped)['operation'], scopes: string[]) =>
      server.call({ operation, token: await server.mint({ scopes }) });
    const [unrelated, without, partial] = await Promise.all([
      Promise.all(calls.map(({ operation }) => send(operation, [UNRELATED_SCOPE]))),
      Promise.all(calls.map(({ operation }) => send(operation, []))),
      // Every scope but one, each in turn.
      Promise.all(
        (scoped.scopes.length > 1 ? scoped.scopes : []).map((missing) =>
          send(
            scoped.operation,
            scoped.scopes.filter((scope) => scope !== missing),
          ),
        ),
      ),
    ]);
    return { unrelated, without, partial };
  },
  judge: ({ unrelated, without, partial }) => {
    const problem = firstProblem([
      ...unrelated.map((exchange) => refused(exchange, 'a token with another scope than the call needs')),
      ...without.map((exchange) => refused(exchange, 'a token without any scope')),
    ]);
    if (problem.kind !== 'ok') return problem;
    // One scope may imply another, but not each of them all others.
    if (partial.length > 0 && partial.every(isServed)) {
      return violation(
        'a refusal while one of the needed scopes is missing',
        'the call was carried out whichever was missing',
      );
    }
    return ok;
  },
});
