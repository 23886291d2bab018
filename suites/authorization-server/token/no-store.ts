import {
  allHeaders,
  authorizationServerCheck,
  firstProblem,
  isTokenResponse,
  ok,
  unclear,
  violation,
  type Answered,
  type Judgement,
} from '../../../harness/index.ts';
import { tokenResponses } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.no-store',
  title: 'Responses with tokens forbid to store them',
  needs: ['login'],
  probe: async (server) => {
    const { redeemed, refreshed } = await tokenResponses(server);
    return { redeemed, refreshed };
  },
  judge: ({ redeemed, refreshed }) => {
    const all = [redeemed, ...(refreshed === undefined ? [] : [refreshed])].filter(isTokenResponse);
    if (all.length === 0) return unclear('A good code brought no token, so there was nothing to store.');
    return firstProblem(all.map(judgeOne));
  },
});

function judgeOne({ response }: Answered): Judgement {
  const value = allHeaders(response.headers, 'cache-control').join(', ');
  const directives = value.split(',').map((one) => one.trim().toLowerCase());
  if (directives.includes('no-store')) return ok;
  return violation('Cache-Control: no-store', value === '' ? 'no Cache-Control' : `Cache-Control: ${value}`);
}
