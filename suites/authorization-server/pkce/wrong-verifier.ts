import {
  authorizationServerCheck,
  firstProblem,
  goodCodeRedeemed,
  refusedWithError,
  type Authorization,
} from '../../../harness/index.ts';

/** Each beside its right answer: what a careless comparison takes for right. */
const WRONG: Record<string, (authorization: Authorization) => string> = {
  'A code_verifier that has nothing of the right one': () => 'A'.repeat(43),
  'A code_verifier with another last character': ({ verifier }) =>
    verifier.slice(0, -1) + (verifier.endsWith('A') ? 'B' : 'A'),
  'The code_challenge as code_verifier': ({ sent }) => sent.get('code_challenge') ?? '',
};

export default authorizationServerCheck({
  requirement: 'authorization-server.pkce.wrong-verifier',
  title: 'A token request with a wrong or missing code_verifier is refused',
  needs: ['login'],
  control: goodCodeRedeemed,
  probe: async (server) => {
    // A code is spent, or ended, by a refusal: each attempt has its own.
    const redeemWith = async (verifierOf: (authorization: Authorization) => string | undefined) => {
      const authorization = await server.code();
      return (await server.redeem(authorization, { code_verifier: verifierOf(authorization) })).exchange;
    };
    const [missing, ...wrong] = await Promise.all([() => undefined, ...Object.values(WRONG)].map(redeemWith));
    return { missing: missing === undefined ? [] : [missing], wrong };
  },
  judge: ({ missing, wrong }) =>
    firstProblem([
      ...wrong.map((exchange, index) =>
        refusedWithError(exchange, ['invalid_grant'], Object.keys(WRONG)[index] ?? 'A wrong code_verifier'),
      ),
      ...missing.map((exchange) =>
        refusedWithError(exchange, ['invalid_grant', 'invalid_request'], 'A missing code_verifier'),
      ),
    ]),
});
