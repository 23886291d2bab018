import {
  answerOf,
  describe,
  firstProblem,
  goodTokenAccepted,
  ok,
  serverCheck,
  violation,
  type Answered,
  type Judgement,
} from '../../../harness/index.ts';

function judgeOne(exchange: Answered, what: string): Judgement {
  const { status } = exchange.response;
  const { kind } = answerOf(exchange);
  if (status >= 300 || (kind !== 'error' && kind !== 'tool-error')) return ok;
  return violation(`an HTTP error status for ${what}`, describe(exchange));
}

export default serverCheck({
  requirement: 'server.error.status-not-in-jsonrpc',
  title: 'A missing or bad token is refused by the HTTP status, not inside a success',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const { bare } = await server.gathered.protectedOperation();
    return { bare, bad: await server.call({ token: 'cmFuZG9tLW9wYXF1ZS10b2tlbg' }) };
  },
  judge: ({ bare, bad }) =>
    firstProblem([judgeOne(bare, 'a request without a token'), judgeOne(bad, 'a bad token')]),
});
