import { challengesOf, firstProblem, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.challenge.www-authenticate-present',
  title: 'Each 401 of the MCP endpoint carries a WWW-Authenticate field with a challenge',
  probe: async (server) => ({
    'without a token': await server.gathered.challenge(),
    'with a token that is none': await server.call({ token: 'not-a-token-0123456789' }),
  }),
  judge: (answers) =>
    firstProblem(
      Object.entries(answers).map(([how, answer]) => {
        if (answer.response.status !== 401 || challengesOf(answer).length > 0) return ok;
        return violation('WWW-Authenticate with at least one challenge', `the 401 ${how} has none`);
      }),
    ),
});
