import {
  allHeaders,
  doesNotApply,
  gatherOutage,
  ok,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.outage-without-challenge',
  title: 'The 503 of an outage carries no challenge, which would make clients log in again',
  needs: ['mint', 'outage', 'restart'],
  exclusive: true,
  probe: async (server) => {
    const { unverifiable } = await gatherOutage(server, { mode: 'refused' });
    return { unverifiable };
  },
  judge: ({ unverifiable: { response } }) => {
    if (response.status !== 503)
      return doesNotApply(`The outage was answered HTTP ${response.status}; another check judges that.`);
    const challenges = allHeaders(response.headers, 'www-authenticate');
    if (challenges.length === 0) return ok;
    const blamesToken = challenges.some((value) => /\binvalid_token\b/.test(value));
    return violation(
      'HTTP 503 without WWW-Authenticate',
      blamesToken ? '503 with a challenge that calls the token invalid' : '503 with a challenge',
    );
  },
});
