import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  describe,
  doesNotApply,
  headerOf,
  isServed,
  ok,
  serverCheck,
  unclear,
  violation,
  type Exchange,
  type ServerContext,
} from '../../../harness/index.ts';
import { prepareStream, type OpenStream, type Stream } from '../streams.ts';

/** So much later than the token expires a stream may well end, on a busy machine too. */
const LEEWAY_MS = 1_000;
/** So long an event may be on its way. */
const ON_ITS_WAY_MS = 600;
/** So long a stream is read at most, beyond the expiry: on a busy machine each step takes its time. */
const PATIENCE_MS = 8_000;

export default serverCheck({
  requirement: 'server.security.stream-ends-with-token',
  title: 'A stream tells nothing more once its token has expired',
  needs: ['mint'],
  waits: true,
  // What is kept so that there is something to tell stays kept.
  intrusive: true,
  // A stream may end in whatever way.
  observesFailures: true,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const good = await server.ownToken();
    const open = await prepareStream(server, good);
    const { stream, token, expiresAtMs } = await openWithShortToken(server, open);
    await Promise.race([stream.ended, delay(expiresAtMs + LEEWAY_MS - Date.now())]);
    const nothing = { told: false, toldToOthers: false, isStillGood: false };
    if (stream.isOver()) return { stream: await stream.ended, isClosed: true, ...nothing };
    const [told, afterwards] = await Promise.all([
      tellSomething(server, stream, good),
      server.call({ token }),
    ]);
    stream.stop();
    const exchange = await stream.ended;
    return { stream: exchange, isClosed: isClosed(exchange), ...told, isStillGood: isServed(afterwards) };
  },
  judge: ({ stream, isClosed: closed, told, toldToOthers, isStillGood }) => {
    const { response } = stream;
    if (response === undefined) return unclear(`The stream was not opened: ${describe(stream)}.`);
    const type = headerOf(response.headers, 'content-type') ?? '';
    if (response.status !== 200 || !type.toLowerCase().startsWith('text/event-stream'))
      return doesNotApply(`The server opens no stream: ${describe(stream)}.`);
    if (told) {
      return isStillGood
        ? doesNotApply('The expired token itself is still accepted; another check judges that.')
        : violation(
            'the end of the stream, or silence, soon after its token has expired',
            'an event on the stream, when requests with the same token were refused already',
          );
    }
    if (closed || toldToOthers) return ok;
    return doesNotApply(
      'The stream stayed open, but nothing that was done made the server tell anything on a stream.',
    );
  },
});

/** The token lives just long enough to open the stream; on a slow machine a second more. */
async function openWithShortToken(server: ServerContext, open: OpenStream, marginMs = 500) {
  const expiresAtMs = Math.ceil((Date.now() + marginMs) / 1000) * 1000;
  const token = await server.ownToken({ claims: { exp: expiresAtMs / 1000 } });
  const stream = open(token, expiresAtMs + PATIENCE_MS - Date.now());
  await Promise.race([stream.ended, delay(Math.max(0, expiresAtMs - 100 - Date.now()))]);
  if (stream.isOver() && (await stream.ended).response?.status === 401 && marginMs < 1_000)
    return openWithShortToken(server, open, 2_000);
  return { stream, token, expiresAtMs };
}

/** Changes what the user keeps, and sees which streams tell of it: the one in question, and one with a good token. */
async function tellSomething(server: ServerContext, stream: Stream, good: string) {
  const before = stream.count();
  const notebook = await server.gathered.notebook().catch(() => undefined);
  if (notebook === undefined) return { told: stream.count() > before, toldToOthers: false };
  const other = (await prepareStream(server, good))(good, PATIENCE_MS);
  // Nothing says that a stream of GET is open.
  await Promise.race([other.ended, delay(200)]);
  await server.call({ token: good, operation: notebook.write(`conformance-${randomUUID()}`) });
  const deadline = Date.now() + ON_ITS_WAY_MS;
  while (Date.now() < deadline && stream.count() === before && !stream.isOver()) await delay(25);
  other.stop();
  await other.ended;
  return { told: stream.count() > before, toldToOthers: other.count() > 0 };
}

/** The server ended it; what was merely read long enough is cut off without a failure. */
function isClosed({ response, failure }: Exchange): boolean {
  return failure !== undefined || response?.truncated !== true;
}
