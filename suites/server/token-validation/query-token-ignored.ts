import { callEach, eachRefused, goodTokenAccepted, serverCheck } from '../../../harness/index.ts';

/** The name of RFC 6750 §2.3, and names that servers have been seen to read instead. */
const NAMES = ['access_token', 'token', 'bearer_token', 'api_key'];

export default serverCheck({
  requirement: 'server.token-validation.query-token-ignored',
  title: 'A valid token in the query of the URL opens nothing',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const token = await server.goodToken();
    const calls = NAMES.map((name) => {
      const url = new URL(server.url);
      url.searchParams.set(name, token);
      return [`a request with the token only in the query, as ${name}`, { url }] as const;
    });
    return callEach(server, Object.fromEntries(calls));
  },
  judge: eachRefused,
});
