import {
  describe,
  headerOf,
  ok,
  openOwnSession,
  serverCheck,
  unclear,
  violation,
} from '../../../harness/index.ts';

/** Long enough for an answer; a stream that opens stays open. */
const STREAM_MS = 3_000;

export default serverCheck({
  requirement: 'server.transport.get-needs-token',
  title: 'GET opens no event stream for a session id alone',
  needs: ['token'],
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const session = await openOwnSession(server, await server.goodToken());
    const accept: [string, string] = ['accept', 'text/event-stream'];
    const headers = [accept, session.header];
    return { bare: await server.send({ url: server.url, headers, timeoutMs: STREAM_MS }) };
  },
  judge: ({ bare }) => {
    const { status, headers } = bare.response;
    if (status >= 500) return unclear(`GET without a token was answered ${describe(bare)}.`);
    const isStream = headerOf(headers, 'content-type')?.toLowerCase().startsWith('text/event-stream');
    return status < 300 && isStream === true
      ? violation(
          '401 or 405 for a GET without a token',
          `HTTP ${status}: the stream of the session was opened`,
        )
      : ok;
  },
});
