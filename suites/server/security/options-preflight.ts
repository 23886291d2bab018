import {
  allHeaders,
  clientHeaders,
  doesNotApply,
  headerOf,
  ok,
  sendPreflight,
  serverCheck,
  violation,
  type Answered,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.options-preflight',
  title: 'A CORS preflight is answered without a token, and permits what an MCP client sends',
  probe: async (server) => {
    const { origin } = server.endpoint;
    const candidates = await server.gathered.metadataCandidates();
    const metadata = candidates.find(({ document }) => document !== undefined)?.url;
    const [preflight, bare, document] = await Promise.all([
      sendPreflight(server),
      server.call({ headers: [['origin', origin]] }),
      metadata === undefined ? undefined : server.send({ url: metadata, headers: { origin } }),
    ]);
    return {
      preflight,
      bare,
      ...(document === undefined ? {} : { document }),
      wanted: clientHeaders(server),
    };
  },
  judge: ({ preflight, bare, document, wanted }) => {
    const expected = '2xx with the CORS fields that permit the request';
    const { status, headers } = preflight.response;
    const isOpen = hasCors(preflight);
    if (!isOpen && ![bare, document].some((answer) => answer !== undefined && hasCors(answer)))
      return doesNotApply('The server sends no CORS fields: it is not meant for browsers.');
    if (status === 403 && bare.response.status === 403)
      return doesNotApply(
        'The server refuses this Origin altogether, so it is not meant for browsers there.',
      );
    if (status === 401 || status === 403)
      return violation(expected, `HTTP ${status}: the token is checked before CORS`);
    if (!isOpen && !hasCors(bare))
      return doesNotApply('The endpoint sends no CORS fields: it is not meant for browsers.');
    if (status >= 300) return violation(expected, `HTTP ${status}`);
    if (!isOpen) return violation(expected, `HTTP ${status} without Access-Control-Allow-Origin`);
    const allowed = listOf(headers, 'access-control-allow-headers');
    const missing = wanted.filter((name) => !allowed.includes(name) && !coveredByWildcard(name, allowed));
    return missing.length === 0
      ? ok
      : violation(expected, `Access-Control-Allow-Headers lacks ${missing.join(', ')}`);
  },
});

function hasCors({ response }: Answered): boolean {
  return headerOf(response.headers, 'access-control-allow-origin') !== undefined;
}

function listOf(headers: Answered['response']['headers'], name: string): string[] {
  const text = allHeaders(headers, name).join(',').toLowerCase();
  return text.split(',').map((item) => item.trim());
}

/** The asterisk stands for every name but Authorization (Fetch, «CORS-preflight fetch»). */
function coveredByWildcard(name: string, allowed: string[]): boolean {
  return name !== 'authorization' && allowed.includes('*');
}
