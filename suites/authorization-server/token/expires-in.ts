import { authorizationServerCheck, bodyOf, ok, unclear, violation } from '../../../harness/index.ts';
import { tokenResponses } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.expires-in',
  title: 'The token response tells the lifetime as a number',
  needs: ['login'],
  probe: async (server) => ({ redeemed: (await tokenResponses(server)).redeemed }),
  judge: ({ redeemed }) => {
    const body = bodyOf(redeemed);
    if (body?.['access_token'] === undefined) return unclear('A good code brought no token.');
    const value = body['expires_in'];
    if (typeof value === 'number' && value > 0) return ok;
    const actual = value === undefined ? 'no expires_in' : `"expires_in": ${JSON.stringify(value)}`;
    return violation('expires_in is a positive number of seconds', actual);
  },
});
