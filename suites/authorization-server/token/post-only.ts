import {
  authorizationServerCheck,
  errorOf,
  goodCodeRedeemed,
  isTokenResponse,
  ok,
  saidBy,
  TOO_MANY,
  unclear,
  violation,
} from '../../../harness/index.ts';
import { redeemByGet } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.post-only',
  title: 'A token request by GET is not processed',
  needs: ['login'],
  control: goodCodeRedeemed,
  probe: async (server) => ({ get: await redeemByGet(server, await server.code()) }),
  judge: ({ get }) => {
    const { status } = get.response;
    const expected = 'a token request by GET is refused with 405 or 400';
    if (status === 429) return unclear(TOO_MANY);
    if (isTokenResponse(get) || status >= 500) return violation(expected, saidBy(get));
    const isProcessed = errorOf(get) === 'invalid_grant';
    return isProcessed ? violation(expected, `its parameters were read: ${saidBy(get)}`) : ok;
  },
});
