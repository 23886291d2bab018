import {
  firstProblem,
  noneCarriedOut,
  ok,
  onTheWire,
  serverCheck,
  violation,
  type Answered,
  type Exchange,
  type ServerContext,
} from '../../../harness/index.ts';

/** The event with which the transport of 2024-11-05 begins: where to post. */
const ENDPOINT_EVENT = /^event: ?endpoint\s*$/m;

export default serverCheck({
  requirement: 'server.security.legacy-endpoints-protected',
  title: 'Endpoints of older transports beside the endpoint do not serve without a token',
  probe: async (server) => {
    const { operation } = await server.gathered.protectedOperation();
    const message = onTheWire(server.revision, operation, { id: 1 });
    const streams = placesOf(server, ['sse']).map((url) =>
      server.send({
        url,
        headers: { accept: 'text/event-stream' },
        until: (body) => ENDPOINT_EVENT.test(body),
        timeoutMs: Math.min(server.target.timeoutMs, 3_000),
      }),
    );
    const posts = placesOf(server, ['messages', 'message']).map((url) =>
      server.send({ method: 'POST', url, ...message }),
    );
    return { streams: await Promise.all(streams), posts: await Promise.all(posts) };
  },
  judge: ({ streams, posts }) => firstProblem([...streams.map(judgeStream), noneCarriedOut(byUrl(posts))]),
});

/** Beside the endpoint, below it and at the root. */
function placesOf({ endpoint }: ServerContext, names: string[]): string[] {
  const below = endpoint.pathname.replace(/\/$/, '');
  const beside = below.slice(0, Math.max(below.lastIndexOf('/'), 0));
  const folders = new Set([below, beside, '']);
  const paths = [...folders].flatMap((folder) => names.map((name) => `${folder}/${name}`));
  return paths.filter((path) => path !== below).map((path) => endpoint.origin + path);
}

function judgeStream(answer: Answered) {
  const { response, request } = answer;
  const isOpen = response.status < 300 && ENDPOINT_EVENT.test(response.body);
  return isOpen
    ? violation('no event stream without a token', `GET ${request.url} opened one that names an endpoint`)
    : ok;
}

function byUrl<E extends Exchange>(exchanges: E[]): Record<string, E> {
  return Object.fromEntries(exchanges.map((exchange) => [`a POST to ${exchange.request.url}`, exchange]));
}
