import {
  answerOf,
  bearerChallenge,
  isServed,
  LIST_TOOLS,
  ok,
  openingOperation,
  parameter,
  readJws,
  serverCheck,
  unclear,
  violation,
  describe,
  firstProblem,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.token-validation.accepts-valid-token',
  title: 'A request with a valid Bearer token is processed',
  needs: ['token'],
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const token = await server.goodToken();
    const [opening, operation, listing] = await Promise.all([
      server.call({ token, operation: openingOperation(server.revision) }),
      server.call({ token }),
      server.call({ token, operation: LIST_TOOLS }),
    ]);
    const { iss = null, aud = null } = readJws(token)?.claims ?? {};
    return { opening, operation, listing, isMinted: server.situation === 'lab', iss, aud };
  },
  judge: ({ opening, operation, listing, isMinted, iss, aud }) =>
    firstProblem(
      [opening, operation, listing].map((exchange) => {
        // A JSON-RPC error is an answer, and not every server has tools.
        const isListing = exchange.id === listing.id;
        if (isServed(exchange) || (isListing && answerOf(exchange).kind === 'error')) return ok;
        const { status } = exchange.response;
        if (status === 429 || status === 503) return unclear(`A good token was answered HTTP ${status}.`);
        if (!isMinted)
          return unclear(`The token that was given was answered ${describe(exchange)}. Is it still valid?`);
        const challenge = bearerChallenge(exchange);
        if (challenge !== undefined && parameter(challenge, 'error') === 'insufficient_scope') {
          return unclear('The token lacks a scope that nobody told of; name it with --call tool=json@scope.');
        }
        const said = iss === null ? '' : ` for a token with ${JSON.stringify({ iss, aud })}`;
        return violation('a valid token is accepted', `${describe(exchange)}${said}`);
      }),
    ),
});
