import {
  allHeaders,
  clientHeaders,
  doesNotApply,
  headerOf,
  isServed,
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
    const token = server.target.capabilities.has('token') ? await server.goodToken() : undefined;
    const [preflight, bare, good, document] = await Promise.all([
      sendPreflight(server),
      server.call({ headers: [['origin', origin]] }),
      token === undefined ? undefined : server.call({ token, headers: [['origin', origin]] }),
      metadata === undefined ? undefined : server.send({ url: metadata, headers: { origin } }),
    ]);
    return {
      preflight,
      bare,
      ...(good === undefined ? {} : { good }),
      ...(document === undefined ? {} : { document }),
      wanted: clientHeaders(server),
    };
  },
  judge: ({ preflight, bare, good, document, wanted }) => {
    const expected = '2xx with the CORS fields that permit the request';
    const { status, headers } = preflight.response;
    const isOpen = hasCors(preflight);
    if (!isOpen && ![bare, good, document].some((answer) => answer !== undefined && hasCors(answer)))
      return doesNotApply('The server sends no CORS fields: it is not meant for browsers.');
    if (status === 403 && bare.response.status === 403)
      return doesNotApply(
        'The server refuses this Origin altogether, so it is not meant for browsers there.',
      );
    // Where the token is checked before CORS, only the answer to a good token has the fields.
    if (!isOpen && !hasCors(bare) && good !== undefined && isServed(good) && !hasCors(good))
      return doesNotApply(
        'The endpoint sends no CORS fields, to a good token neither: it is not for browsers.',
      );
    if (status === 401 || status === 403)
      return violation(expected, `HTTP ${status}: the token is checked before CORS`);
    if (!isOpen && !hasCors(bare) && (good === undefined || !hasCors(good)))
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
