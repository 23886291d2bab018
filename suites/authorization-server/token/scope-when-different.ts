import {
  authorizationServerCheck,
  bodyOf,
  doesNotApply,
  noCode,
  ok,
  OPAQUE,
  readAccessToken,
  saidBy,
  unclear,
  violation,
  type Answered,
  type Exchange,
  type Judgement,
} from '../../../harness/index.ts';
import { membersOf } from '../token-requests.ts';

/** No authorization server knows it. */
const UNKNOWN = 'mcp-auth-conformance:unknown';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.scope-when-different',
  title: 'A token response names the granted scope where it is not the requested one',
  needs: ['login'],
  probe: async (server): Promise<Seen> => {
    const known = await server.scope();
    const scope = [...(known?.split(' ') ?? []), UNKNOWN].join(' ');
    const authorization = await server.authorize({ parameters: { scope } });
    const { exchanges, code, end, error, reply } = authorization;
    if (code === undefined) {
      const isRefused = end === 'callback' || (end === 'page' && (reply.status ?? 0) >= 400);
      if (!isRefused) throw noCode(authorization);
      return { authorization: exchanges, error: error ?? 'a page with an error', granted: null };
    }
    const redeeming = await server.redeem(authorization);
    const { access_token: token, scope: stated } = membersOf(redeeming.json());
    const claims = typeof stated === 'string' && stated.split(' ').includes(UNKNOWN);
    const needsReading = typeof token === 'string' && (stated === undefined || claims);
    const read = needsReading ? await readAccessToken(server, token) : undefined;
    return { authorization: exchanges, redeemed: redeeming.exchange, granted: read?.scope ?? null };
  },
  judge: ({ error, redeemed, granted }) => {
    if (redeemed !== undefined) return judgeResponse(redeemed, granted);
    return error === 'invalid_scope'
      ? ok
      : doesNotApply(
          `The request for an unknown scope was refused (${error ?? ''}), and nothing was granted.`,
        );
  },
});

interface Seen {
  [name: string]: Exchange[] | Exchange | string | string[] | null | undefined;
  authorization: Exchange[];
  /** How the authorization request was refused. */
  error?: string;
  redeemed?: Exchange;
  /** The scopes of the token, as far as they can be read. */
  granted: string[] | null;
}

function judgeResponse(redeemed: Answered, granted: string[] | null): Judgement {
  const { access_token: token, scope: stated } = bodyOf(redeemed) ?? {};
  if (token === undefined) return unclear(`A good code was not redeemed: ${saidBy(redeemed)}.`);
  const expected = 'scope names what was granted';
  const isReduced = granted !== null && !granted.includes(UNKNOWN);
  if (stated === undefined) {
    if (granted === null) return doesNotApply(`The response names no scope. ${OPAQUE}`);
    return isReduced ? violation(expected, 'an unknown scope was dropped without a word') : ok;
  }
  if (typeof stated !== 'string') return violation('scope is a text', `"scope": ${JSON.stringify(stated)}`);
  const claims = stated.split(' ').includes(UNKNOWN);
  return claims && isReduced ? violation(expected, 'it names a scope that the token lacks') : ok;
}
