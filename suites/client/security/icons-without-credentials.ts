import {
  clientCheck,
  doesNotApply,
  headerOf,
  isObject,
  ok,
  parseJson,
  violation,
  type Json,
  type Scenario,
  type Step,
} from '../../../harness/index.ts';

const PATH = '/icon-of-the-lab';
const IMAGE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';

/** Every tool has an icon on the MCP server's own origin and one elsewhere. */
const WITH_ICONS: Scenario = {
  async play(lab) {
    const icons = [new URL(lab.url).origin, lab.mock.urls.environment].map((origin) => ({
      src: `${origin}${PATH}.svg`,
      mimeType: 'image/svg+xml',
      sizes: ['any'],
    }));
    lab.answer(
      ({ kind, rpc, token }) => kind === 'mcp' && rpc === 'tools/list' && token !== undefined,
      ({ body }) => ({ status: 200, json: listing(parseJson(body), icons) }),
    );
    lab.answer(({ url }) => url.pathname.startsWith(PATH), {
      status: 200,
      headers: { 'Content-Type': 'image/svg+xml', 'Set-Cookie': 'icon=seen; Path=/' },
      text: IMAGE,
    });
    await lab.launch();
    return undefined;
  },
};

/** In both eras; older clients pass over what they do not know. */
function listing(request: unknown, icons: Json): Json {
  const id = isObject(request) ? (request['id'] as Json) : null;
  const tools = ['whoami', 'list_saved_searches'].map((name) => ({
    name,
    description: 'Does nothing of note.',
    inputSchema: { type: 'object' },
    icons,
  }));
  return { jsonrpc: '2.0', id, result: { tools, resultType: 'complete', ttlMs: 0, cacheScope: 'private' } };
}

export default clientCheck({
  requirement: 'client.security.icons-without-credentials',
  title: 'Icons are fetched without tokens and cookies',
  scenario: WITH_ICONS,
  reaches: 'served',
  judge(story) {
    const fetched = story.steps.filter(({ exchange }) =>
      new URL(exchange.request.url).pathname.startsWith(PATH),
    );
    if (fetched.length === 0) return doesNotApply('The client fetches no icons.');
    const bearing = fetched.find((step) => credentialIn(step) !== undefined);
    return bearing === undefined
      ? ok
      : violation(
          'no Authorization and no Cookie',
          `${credentialIn(bearing) ?? ''} for ${bearing.exchange.request.url}`,
        );
  },
});

function credentialIn({ exchange: { request } }: Step): string | undefined {
  return ['Authorization', 'Cookie'].find((name) => headerOf(request.headers, name) !== undefined);
}
