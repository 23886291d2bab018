import {
  authorizationServerCheck,
  goodRequestProceeds,
  noCode,
  ok,
  unclear,
  violation,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.metadata.no-implicit',
  title: 'The test client gets no token from the authorization endpoint',
  needs: ['login'],
  control: goodRequestProceeds,
  // A server for many kinds of client may well list it: what it does for this one decides.
  probe: async (server) => {
    const parameters = {
      response_type: 'token',
      code_challenge: undefined,
      code_challenge_method: undefined,
    };
    const authorization = await server.authorize({ parameters });
    const { end, exchanges, response, fragment, reply } = authorization;
    const status = reply.status ?? 0;
    if (end === 'page' && (status < 300 || status === 429)) throw noCode(authorization);
    return {
      exchanges,
      tokenCame: fragment.has('access_token') || response.has('access_token'),
      isRefused: end === 'callback' || (end === 'page' && status >= 400),
    };
  },
  judge: ({ tokenCame, isRefused }) => {
    if (tokenCame)
      return violation(
        'response_type=token is refused',
        'an access token came with the redirect to the client',
      );
    if (isRefused) return ok;
    return unclear('response_type=token led nowhere: neither to the client nor to a page.');
  },
});
