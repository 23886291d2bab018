import { createHash } from 'node:crypto';
import {
  authorizationServerCheck,
  errorOf,
  isTokenResponse,
  noCode,
  ok,
  saidBy,
  unclear,
  violation,
  type Answered,
  type Authorization,
  type Judgement,
} from '../../../harness/index.ts';

/** As long as RFC 7636 §4.1 allows, with each kind of character. */
const LONG = `${'aZ09-._~'.repeat(15)}aZ09-._~`;

export default authorizationServerCheck({
  requirement: 'authorization-server.pkce.s256-supported',
  title: 'A code is redeemed with the code_verifier of its S256 challenge',
  needs: ['login'],
  probe: async (server) => {
    const challenge = createHash('sha256').update(LONG).digest('base64url');
    const asked = await server.authorize();
    if (isAboutChallenge(asked)) return { refusal: asked.exchanges };
    const [usual, long] = await Promise.all([
      server.redeem(codeOf(asked)),
      server
        .code({ parameters: { code_challenge: challenge } })
        .then((one) => server.redeem(one, { code_verifier: LONG })),
    ]);
    return { refusal: [], usual: usual.exchange, long: long.exchange };
  },
  judge: ({ usual, long }) => {
    if (usual === undefined)
      return violation('an S256 challenge is taken', 'an error about the code_challenge at the redirect URI');
    const first = verified(usual, 'a code_verifier of 43 characters');
    return first.kind === 'ok' ? verified(long, 'a code_verifier of 128 characters') : first;
  },
});

function codeOf(authorization: Authorization): Authorization {
  if (authorization.code === undefined) throw noCode(authorization);
  return authorization;
}

/** The authorization request itself is refused, and for its challenge. */
function isAboutChallenge({ error, response }: Authorization): boolean {
  const description = response.get('error_description') ?? '';
  return error === 'invalid_request' && /code_challenge|pkce|S256/i.test(description);
}

function verified(exchange: Answered, what: string): Judgement {
  if (isTokenResponse(exchange)) return ok;
  // Another error has another cause than the verifier.
  const isAboutVerifier = errorOf(exchange) === 'invalid_grant' || errorOf(exchange) === 'invalid_request';
  const said = `${what}: ${saidBy(exchange)}`;
  return isAboutVerifier ? violation('a token for the right code_verifier', said) : unclear(said);
}
