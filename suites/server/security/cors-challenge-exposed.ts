import {
  allHeaders,
  doesNotApply,
  headerOf,
  ok,
  sendPreflight,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.cors-challenge-exposed',
  title: 'Browser clients can read the challenge of a 401',
  probe: async (server) => {
    const [preflight, refusal] = await Promise.all([
      sendPreflight(server),
      server.call({ headers: [['origin', server.endpoint.origin]] }),
    ]);
    return { preflight, refusal };
  },
  judge: ({ preflight, refusal }) => {
    if (headerOf(preflight.response.headers, 'access-control-allow-origin') === undefined)
      return doesNotApply('The preflight was answered without CORS fields: no browser clients.');
    const { status, headers } = refusal.response;
    if (status !== 401) return doesNotApply(`The refusal is a ${status}; another check judges that.`);
    const allowed = headerOf(headers, 'access-control-allow-origin');
    if (allowed === undefined)
      return violation('Access-Control-Allow-Origin on the 401', 'the 401 has no CORS fields');
    const exposed = allHeaders(headers, 'access-control-expose-headers').join(',').toLowerCase();
    const names = exposed.split(',').map((name) => name.trim());
    const withCredentials = headerOf(headers, 'access-control-allow-credentials') === 'true';
    if (names.includes('www-authenticate') || (names.includes('*') && !withCredentials)) return ok;
    return violation('WWW-Authenticate in Access-Control-Expose-Headers', exposed === '' ? 'none' : exposed);
  },
});
