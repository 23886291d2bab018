import {
  authorizationServerCheck,
  goodCodeRedeemed,
  isTokenResponse,
  noCode,
  notApplicable,
  ok,
  violation,
  type Bend,
} from '../../../harness/index.ts';

const WITHOUT: Bend = { code_challenge: undefined, code_challenge_method: undefined };

export default authorizationServerCheck({
  requirement: 'authorization-server.pkce.required',
  title: 'A public client gets nothing without a code_challenge',
  needs: ['login'],
  control: goodCodeRedeemed,
  probe: async (server) => {
    const own = await server.client();
    const client = own.method === 'none' ? own : await server.client({ method: 'none' });
    if (client.method !== 'none')
      throw notApplicable('The test client has a secret: no public client could be had.');
    const cases: Bend[] = [WITHOUT, { code_challenge: undefined }, { ...WITHOUT, code_challenge: '' }];
    const authorizations = await Promise.all(
      cases.map((parameters) => server.authorize({ client, parameters })),
    );
    // A code that is of no use at the token endpoint satisfies OAuth 2.1 §7.5.2 too.
    const redeemed = await Promise.all(
      authorizations
        .filter(({ code }) => code !== undefined)
        .map(async (one) => (await server.redeem(one, { code_verifier: undefined })).exchange),
    );
    const page = authorizations.find(({ end, reply }) => end === 'page' && (reply.status ?? 0) < 400);
    if (page !== undefined && !redeemed.some(isTokenResponse)) throw noCode(page);
    return { exchanges: authorizations.flatMap(({ exchanges }) => exchanges), redeemed };
  },
  judge: ({ redeemed }) =>
    redeemed.some(isTokenResponse)
      ? violation('invalid_request, or a page that says so', 'a code and then a token, without any challenge')
      : ok,
});
