import type { Answered } from '../../../harness/index.ts';
import {
  describe,
  firstProblem,
  goodTokenAccepted,
  headerOf,
  isLoopback,
  isServed,
  ok,
  serverCheck,
  tolerated,
  violation,
} from '../../../harness/index.ts';

/** Long enough for an answer; a stream that opens stays open. */
const STREAM_MS = 3_000;

export default serverCheck({
  requirement: 'server.transport.origin-validated',
  title: 'Requests of a foreign Origin are refused, whatever their method',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const token = await server.goodToken();
    const origin = 'https://evil.example';
    const authorization = `Bearer ${token}`;
    return {
      post: await server.call({ token, headers: [['origin', origin]] }),
      get: await server.send({
        url: server.url,
        headers: { accept: 'text/event-stream', authorization, origin },
        timeoutMs: STREAM_MS,
      }),
    };
  },
  judge: ({ post, get }) => {
    const { protocol, hostname } = new URL(post.request.url);
    // A public server may take every Origin on purpose: it goes by tokens, which no foreign page holds.
    const judged = protocol === 'https:' && !isLoopback(hostname) ? tolerated : violation;
    const expected = 'a refusal of Origin: https://evil.example';
    return firstProblem([
      isServed(post) ? judged(expected, `POST was answered ${describe(post)}`) : ok,
      isStream(get) ? judged(expected, 'GET opened an event stream') : ok,
    ]);
  },
});

function isStream({ response: { status, headers } }: Answered): boolean {
  const type = headerOf(headers, 'content-type') ?? '';
  return status === 200 && type.toLowerCase().startsWith('text/event-stream');
}
