import {
  answerOf,
  describe,
  firstProblem,
  headerOf,
  ok,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.challenge.no-protected-data',
  title: 'A refusal carries no result and no session id',
  probe: async (server) => ({
    bare: await server.gathered.challenge(),
    refused: await server.call({ token: 'not-a-token-0123456789' }),
  }),
  judge: (answers) =>
    firstProblem(
      Object.values(answers).map((answer) => {
        const { status, headers } = answer.response;
        if (status < 400) return ok;
        const expected = 'a refusal without protected data';
        if (headerOf(headers, 'mcp-session-id') !== undefined)
          return violation(expected, `HTTP ${status} with an Mcp-Session-Id`);
        return ['result', 'tool-error'].includes(answerOf(answer).kind)
          ? violation(expected, describe(answer))
          : ok;
      }),
    ),
});
