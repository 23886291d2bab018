import type { OwnSession, ServerContext } from '../../../harness/index.ts';
import {
  eventIds,
  firstProblem,
  notApplicable,
  ok,
  openOwnSession,
  serverCheck,
  tolerated,
  violation,
} from '../../../harness/index.ts';

const OTHER_USER = 'conformance-other-user';
/** Long enough for what was kept; the stream may stay open. */
const STREAM_MS = 2_000;

export default serverCheck({
  requirement: 'server.session.replay-own-stream-only',
  title: 'Last-Event-ID brings back only the stream that was interrupted, and only for its owner',
  needs: ['mint'],
  probe: async (server) => {
    const [token, other] = [await server.goodToken(), await server.mint({ subject: OTHER_USER })];
    const session = await openOwnSession(server, token);
    const otherSession = await openOwnSession(server, other);
    const streams = [await events(session, token), await events(session, token)];
    const [begin, ...later] = streams[0] ?? [];
    if (begin === undefined)
      throw notApplicable('The events of the server have no ids, so no stream can be resumed.');
    const replayed = await resume(server, session, token, begin);
    if (!later.some((id) => replayed.ids.includes(id)))
      throw notApplicable('The server sends no event of an interrupted call again.', [replayed.exchange.id]);
    const inSession = await resume(server, session, other, begin);
    const elsewhere = await resume(server, otherSession, other, begin);
    const isOf = (stream: string[] | undefined) => (id: string) => stream?.includes(id) ?? false;
    return {
      owner: replayed.exchange,
      others: [inSession.exchange, elsewhere.exchange],
      otherStream: replayed.ids.some(isOf(streams[1])),
      otherSession: elsewhere.ids.some(isOf(streams[0])),
      otherUser: inSession.ids.some(isOf(streams[0])),
    };
  },
  judge: ({ otherStream, otherSession: otherSessionGot, otherUser }) =>
    firstProblem([
      otherSessionGot
        ? violation('no event of another session', 'another user got the events in a session of their own')
        : ok,
      otherStream
        ? violation('events of the interrupted stream only', 'events of another call came as well')
        : ok,
      // The stream is the right one; that a session belongs to one user is only recommended.
      otherUser
        ? tolerated('no event of another user', 'another user got the events by naming the session as well')
        : ok,
    ]),
});

/** The ids of the events that answer one call. */
async function events(session: OwnSession, token: string): Promise<string[]> {
  const reply = await session.exchange({ token });
  return eventIds(reply.text);
}

async function resume(server: ServerContext, session: OwnSession, token: string, last: string) {
  const reply = await server.raw({
    url: server.url,
    headers: [
      ['authorization', `Bearer ${token}`],
      ['accept', 'text/event-stream'],
      ['last-event-id', last],
      ...(server.revision === '2025-03-26'
        ? []
        : [['mcp-protocol-version', server.revision] as [string, string]]),
      session.header,
    ],
    timeoutMs: STREAM_MS,
  });
  return { exchange: reply.exchange, ids: eventIds(reply.text) };
}
