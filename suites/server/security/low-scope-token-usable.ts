import {
  bearerChallenge,
  callEach,
  describe,
  firstProblem,
  goodTokenAccepted,
  LIST_TOOLS,
  notApplicable,
  ok,
  openingOperation,
  parameter,
  serverCheck,
  violation,
  type CallOptions,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.low-scope-token-usable',
  title: 'A token with the scopes of the 401 challenge works for what they cover',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const { bare } = await server.gathered.protectedOperation();
    const challenge = bearerChallenge(bare);
    const named = (challenge && parameter(challenge, 'scope')) ?? '';
    const scopes = named.split(' ').filter((scope) => scope !== '');
    if (scopes.length === 0) throw notApplicable('The challenge names no scopes to begin with.', [bare.id]);
    const token = await server.mint({ scopes });
    const covered = server.target.calls.find((call) => call.scopes?.every((scope) => scopes.includes(scope)));
    const tool: Record<string, CallOptions> =
      covered === undefined ? {} : { 'a call that they cover': { operation: covered.operation, token } };
    return callEach(server, {
      'the opening call': { operation: openingOperation(server.revision), token },
      'tools/list': { operation: LIST_TOOLS, token },
      ...tool,
    });
  },
  judge: (answers) =>
    firstProblem(
      Object.entries(answers).map(([name, answer]) =>
        answer.response.status === 403
          ? violation(`${name} with the scopes of the challenge`, describe(answer))
          : ok,
      ),
    ),
});
