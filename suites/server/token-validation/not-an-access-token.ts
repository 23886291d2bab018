import {
  authorizeAtTheMock,
  callEach,
  doesNotApply,
  eachRefused,
  goodTokenAccepted,
  isServed,
  serverCheck,
  type Exchange,
} from '../../../harness/index.ts';

const FOREIGN = 'a token for another resource';

export default serverCheck({
  requirement: 'server.token-validation.not-an-access-token',
  title: 'An ID token, a refresh token and a code are not accepted as access tokens',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server): Promise<Record<string, Exchange>> => {
    await server.gathered.protectedOperation();
    const { issuer } = server.lab().mock.urls;
    const [artefacts, jwt, foreign] = await Promise.all([
      authorizeAtTheMock(server),
      // Some authorization servers write refresh tokens as JWTs that are addressed to themselves.
      server.mint({ audience: issuer, claims: { typ: 'Refresh', token_use: 'refresh' } }),
      server.mint({ audience: 'https://another-resource.example/mcp' }),
    ]);
    const answers = await callEach(server, {
      'an ID token': { token: artefacts.idToken },
      'a refresh token': { token: artefacts.refreshToken },
      'a refresh token that is a JWT': { token: jwt },
      'an authorization code': { token: artefacts.code },
    });
    // Before 2025-06-18 no text asks for an audience.
    const isTelling = server.revision !== '2025-03-26';
    return { ...answers, ...(isTelling ? { [FOREIGN]: await server.call({ token: foreign }) } : {}) };
  },
  judge: ({ [FOREIGN]: foreign, ...artefacts }) => {
    if (foreign !== undefined && isServed(foreign))
      return doesNotApply('Any audience is accepted; another check judges that.');
    return eachRefused(artefacts);
  },
});
