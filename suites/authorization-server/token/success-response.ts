import {
  authorizationServerCheck,
  bodyOf,
  errorOf,
  firstProblem,
  mediaTypeOf,
  ok,
  saidBy,
  TOO_MANY,
  unclear,
  violation,
  type Answered,
  type Judgement,
} from '../../../harness/index.ts';
import { tokenResponses } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.success-response',
  title: 'A good token request is answered with 200, JSON, access_token and token_type',
  needs: ['login'],
  probe: async (server) => {
    const { redeemed, refreshed } = await tokenResponses(server);
    return { redeemed, refreshed };
  },
  judge: ({ redeemed, refreshed }) => {
    const all = [redeemed, ...(refreshed === undefined ? [] : [refreshed])];
    return firstProblem(all.map(judgeOne));
  },
});

function judgeOne(exchange: Answered): Judgement {
  const { status } = exchange.response;
  const isError = status >= 400 || errorOf(exchange) !== undefined;
  if (status === 429) return unclear(TOO_MANY);
  if (isError) return unclear(`A good token request was refused: ${saidBy(exchange)}.`);
  if (status !== 200) return violation('a token response has the status 200', saidBy(exchange));
  const type = mediaTypeOf(exchange);
  if (type !== 'application/json') {
    return violation('Content-Type: application/json', `Content-Type: ${type === '' ? 'none' : type}`);
  }
  const body = bodyOf(exchange);
  if (body === undefined) return violation('the body is a JSON object', 'it is none');
  const missing = ['access_token', 'token_type'].filter((name) => !isText(body[name]));
  if (missing.length === 0) return ok;
  return violation('access_token and token_type are texts', `${missing.join(' and ')} missing or no text`);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
