import { authorizationServerCheck } from '../../../harness/index.ts';
import { isSentToAsked, tryEach, noneIs } from '../attempts.ts';

const ELSEWHERE = 'https://unregistered.example/callback';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.unregistered-redirect',
  title: 'Nobody is sent to a redirect_uri that is not registered for the client',
  needs: ['login'],
  probe: (server) =>
    tryEach(
      server,
      [
        { what: 'an unregistered redirect_uri', parameters: { redirect_uri: ELSEWHERE } },
        // What is looked at first may be redirected before the redirect URI was looked at.
        {
          what: 'an unregistered redirect_uri and an unknown response_type',
          parameters: { redirect_uri: ELSEWHERE, response_type: 'foo' },
        },
        {
          what: 'an unregistered redirect_uri and no code_challenge',
          parameters: {
            redirect_uri: ELSEWHERE,
            code_challenge: undefined,
            code_challenge_method: undefined,
          },
        },
        {
          what: 'an unregistered redirect_uri and an unknown scope',
          parameters: { redirect_uri: ELSEWHERE, scope: 'mcp-auth-conformance-unknown' },
        },
      ],
      { tells: isSentToAsked },
    ),
  judge: ({ attempts }) => noneIs(attempts, isSentToAsked, 'a page that says so, and no redirect to the URI'),
});
