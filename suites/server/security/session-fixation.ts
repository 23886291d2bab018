import {
  goodTokenAccepted,
  isModern,
  isServed,
  notApplicable,
  ok,
  openingOperation,
  serverCheck,
  violation,
  type Revision,
} from '../../../harness/index.ts';

const CHOSEN = 'chosen-by-the-client-2f9c41d7';

export default serverCheck({
  requirement: 'server.security.session-fixation',
  title: 'A session id that the client chose is not adopted',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    // The newest revision has no sessions; a server that speaks it may yet serve older clients.
    const revision: Revision = isModern(server.revision) ? '2025-11-25' : server.revision;
    const operation = openingOperation(revision);
    const reply = await server.exchange({
      revision,
      operation,
      token: await server.goodToken(),
      headers: [['mcp-session-id', CHOSEN]],
    });
    const { exchange } = reply;
    const assigned = reply.header('mcp-session-id');
    if (isServed(exchange) && assigned === undefined)
      throw notApplicable('The server assigns no session ids.', [exchange.id]);
    return { opening: exchange, isAdopted: assigned === CHOSEN };
  },
  judge: ({ opening, isAdopted }) =>
    isAdopted && isServed(opening)
      ? violation('another session id, or an error', 'the session has the id that the client sent')
      : ok,
});
