import {
  authorizationServerCheck,
  goodRequestProceeds,
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
    const { end, exchanges, response, fragment, reply } = await server.authorize({ parameters });
    return {
      exchanges,
      tokenCame: fragment.has('access_token') || response.has('access_token'),
      isRefused: end === 'callback' || (end === 'page' && (reply.status ?? 0) >= 400),
    };
  },
  judge: ({ tokenCame, isRefused }) => {
    if (tokenCame)
      return violation(
        'response_type=token is refused',
        'an access token came with the redirect to the client',
      );
    if (isRefused) return ok;
    return unclear('response_type=token led to a page, a login perhaps; what comes after it was not seen.');
  },
});
