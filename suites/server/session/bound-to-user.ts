import { randomUUID } from 'node:crypto';
import {
  describe,
  doesNotApply,
  headerOf,
  isServed,
  ok,
  openOwnSession,
  serverCheck,
  shows,
  unclear,
  violation,
} from '../../../harness/index.ts';

const OTHER_USER = 'conformance-other-user';
/** Long enough for an answer; a stream that opens stays open. */
const STREAM_MS = 2_000;

export default serverCheck({
  requirement: 'server.session.bound-to-user',
  title: 'A session gives another user nothing of the one who opened it',
  needs: ['mint'],
  // What the first user keeps stays kept.
  intrusive: true,
  probe: async (server) => {
    const [token, other] = [await server.goodToken(), await server.mint({ subject: OTHER_USER })];
    const session = await openOwnSession(server, token);
    const otherSession = await openOwnSession(server, other);
    const notebook = await server.gathered.notebook().catch(() => undefined);
    const text = `conformance-${randomUUID()}`;
    const read = notebook === undefined ? {} : { operation: notebook.read };
    if (notebook !== undefined) await session.call({ token, operation: notebook.write(text) });
    const own = await session.call({ token, ...read });
    const [foreign, elsewhere] = [
      await session.call({ token: other, ...read }),
      await otherSession.call({ token: other, ...read }),
    ];
    const stream = (bearer: string) =>
      server.send({
        url: server.url,
        headers: [['authorization', `Bearer ${bearer}`], ['accept', 'text/event-stream'], session.header],
        timeoutMs: STREAM_MS,
      });
    return {
      own,
      foreign,
      elsewhere,
      stream: await stream(other),
      shownToOwner: shows(own, text),
      shownToOther: shows(foreign, text),
      shownElsewhere: shows(elsewhere, text),
    };
  },
  judge: ({ own, foreign, elsewhere, stream, shownToOwner, shownToOther, shownElsewhere }) => {
    if (!isServed(own)) return unclear(`The session itself was answered ${describe(own)}.`);
    if (!isServed(elsewhere))
      return unclear(`The other user's own session was answered ${describe(elsewhere)}.`);
    const expected = 'a refusal, or nothing of the first user';
    if (shownToOther && !shownElsewhere)
      return violation(expected, 'the other user read what the first one kept, by naming the session');
    const type = headerOf(stream.response.headers, 'content-type') ?? '';
    if (stream.response.status === 200 && type.toLowerCase().startsWith('text/event-stream'))
      return violation(expected, 'the event stream of the session opened for the other user');
    if (!isServed(foreign) || (shownToOwner && !shownToOther)) return ok;
    return doesNotApply(
      'The server serves the other user in the session, and no tool shows whose state that is.',
    );
  },
});
