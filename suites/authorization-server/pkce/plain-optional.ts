import {
  authorizationServerCheck,
  goodCodeRedeemed,
  isTokenResponse,
  noCode,
  ok,
  stringsOf,
  violation,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.pkce.plain-optional',
  title: 'The method plain is refused where only S256 is advertised',
  needs: ['login'],
  control: goodCodeRedeemed,
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    const methods = stringsOf(document, 'code_challenge_methods_supported');
    const authorization = await server.authorize({ parameters: { code_challenge_method: 'plain' } });
    const { end, reply, exchanges, code, sent } = authorization;
    if (end === 'page' && (reply.status ?? 0) < 400) throw noCode(authorization);
    const bend = { code_verifier: sent.get('code_challenge') ?? '' };
    const redeemed = code === undefined ? [] : [(await server.redeem(authorization, bend)).exchange];
    return { metadata: exchange, methods, exchanges, redeemed };
  },
  judge: ({ methods, redeemed }) => {
    const isAdvertised = methods.length === 0 || methods.includes('plain');
    if (isAdvertised || !redeemed.some(isTokenResponse)) return ok;
    return violation(
      `invalid_request: only ${methods.join(', ')} is advertised`,
      'a token by the method plain',
    );
  },
});
