import { authorizationServerCheck, notApplicable, ok, readJws, violation } from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.security.access-token-profile',
  title: 'An access token that is a JWT says for whom it is and when it ends',
  needs: ['login'],
  probe: async (server) => {
    const { reply, accessToken } = await server.grant();
    const claims = readJws(accessToken)?.claims;
    if (claims === undefined) throw notApplicable('The access token is no JWT.', [reply.exchange.id]);
    return { token: reply.exchange, claims: Object.keys(claims) };
  },
  judge: ({ claims }) => {
    // The rest of RFC 9068 no text of MCP asks for, and resource servers do well without.
    const missing = ['aud', 'exp'].filter((name) => !claims.includes(name));
    if (missing.length === 0) return ok;
    return violation('the token has the claims aud and exp', `it lacks ${missing.join(' and ')}`);
  },
});
