import {
  doesNotApply,
  firstProblem,
  goodTokenAccepted,
  isServed,
  refused,
  serverCheck,
} from '../../../harness/index.ts';

const CLIENT = 'client-of-the-user';
const now = () => Math.floor(Date.now() / 1000);

export default serverCheck({
  requirement: 'server.token-validation.not-an-access-token',
  title: 'An ID token, a refresh token and a code are not accepted as access tokens',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const { issuer } = server.lab().mock.urls;
    const noScopes = { scope: undefined, scopes: undefined };
    const [idToken, refreshToken, foreign] = await Promise.all([
      server.mint({
        audience: CLIENT,
        claims: { ...noScopes, azp: CLIENT, nonce: 'n-0S6_WzA2Mj', auth_time: now(), at_hash: 'MTIzNDU2Nzg' },
      }),
      // Some authorization servers write refresh tokens as JWTs that are addressed to themselves.
      server.mint({ audience: issuer, claims: { typ: 'Refresh', token_use: 'refresh' } }),
      server.mint({ audience: 'https://another-resource.example/mcp' }),
    ]);
    const call = (token: string) => server.call({ token });
    const [id, refresh, code, other] = await Promise.all([
      call(idToken),
      call(refreshToken),
      call('ac_7d3QGZ0rW1yXb8kT5nUvHs'),
      call(foreign),
    ]);
    return { id, refresh, code, foreign: other, checksAudience: server.revision !== '2025-03-26' };
  },
  judge: ({ id, refresh, code, foreign, checksAudience }) => {
    if (checksAudience && isServed(foreign))
      return doesNotApply('Any audience is accepted; another check judges that.');
    return firstProblem([
      refused(id, 'an ID token'),
      refused(refresh, 'a refresh token'),
      refused(code, 'an authorization code'),
    ]);
  },
});
