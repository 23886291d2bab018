import {
  callEach,
  firstProblem,
  goodTokenAccepted,
  isServed,
  ok,
  refused,
  serverCheck,
} from '../../../harness/index.ts';

const BAD = 'two spaces before a token that is none';

export default serverCheck({
  requirement: 'server.security.whitespace-in-authorization',
  title: 'White space around the token causes no fault and lets no wrong token in',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const token = await server.goodToken();
    return callEach(server, {
      'two spaces before the token': { authorization: [`Bearer  ${token}`] },
      'a tab before the token': { authorization: [`Bearer\t${token}`] },
      'a space after the token': { authorization: [`Bearer ${token} `] },
      [BAD]: { authorization: ['Bearer  not-a-token-0123456789'] },
    });
  },
  // The token is good, so to take it is as right as to refuse the spelling.
  judge: (answers) =>
    firstProblem(
      Object.entries(answers).map(([name, answer]) =>
        name !== BAD && isServed(answer) ? ok : refused(answer, name),
      ),
    ),
});
