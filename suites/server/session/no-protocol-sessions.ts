import {
  describe,
  firstProblem,
  goodTokenAccepted,
  isServed,
  ok,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

const OF_AN_OLD_CLIENT = '7c0e2a52-6f1b-4b5d-8f4e-1f1f0c9b2d11';

export default serverCheck({
  requirement: 'server.session.no-protocol-sessions',
  title: 'A request of this revision neither gets a session id nor is moved by one',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const token = await server.goodToken();
    const [named, unnamed] = await Promise.all([
      server.exchange({ token, headers: [['mcp-session-id', OF_AN_OLD_CLIENT]] }),
      server.exchange({ token }),
    ]);
    return {
      named: named.exchange,
      unnamed: unnamed.exchange,
      assigned: [named, unnamed].some((reply) => reply.header('mcp-session-id') !== undefined),
    };
  },
  judge: ({ named, unnamed, assigned }) =>
    firstProblem([
      assigned ? violation('no Mcp-Session-Id in the answer', 'the answer has one') : ok,
      isServed(unnamed) && !isServed(named)
        ? violation('an Mcp-Session-Id of an old client is ignored', describe(named))
        : ok,
    ]),
});
