import {
  describe,
  doesNotApply,
  firstProblem,
  goodTokenAccepted,
  headerOf,
  isLoopback,
  isServed,
  serverCheck,
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
    const isStream = headerOf(get.response.headers, 'content-type')?.startsWith('text/event-stream') === true;
    const accepted = [isServed(post) ? 'POST' : '', get.response.status === 200 && isStream ? 'GET' : ''];
    const methods = accepted.filter((method) => method !== '');
    if (methods.length > 0 && protocol === 'https:' && !isLoopback(hostname)) {
      return doesNotApply(
        'The server takes requests of any Origin. A public server may do so on purpose: it goes by tokens, which no foreign page holds.',
      );
    }
    return firstProblem(
      methods.map((method) =>
        violation(
          'a refusal of Origin: https://evil.example',
          `${method} was answered ${describe(method === 'POST' ? post : get)}`,
        ),
      ),
    );
  },
});
