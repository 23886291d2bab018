import {
  authorizationServerCheck,
  firstProblem,
  goodCodeRedeemed,
  refusedWithError,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.pkce.wrong-verifier',
  title: 'A token request with a wrong or missing code_verifier is refused',
  needs: ['login'],
  control: goodCodeRedeemed,
  probe: async (server) => {
    // A code is spent, or ended, by a refusal: each attempt has its own.
    const attempts = [{ code_verifier: 'A'.repeat(43) }, { code_verifier: undefined }];
    const [wrong, missing] = await Promise.all(
      attempts.map(async (bend) => server.redeem(await server.code(), bend)),
    );
    return { wrong: wrong?.exchange, missing: missing?.exchange };
  },
  judge: ({ wrong, missing }) =>
    firstProblem([
      ...(wrong === undefined ? [] : [refusedWithError(wrong, ['invalid_grant'], 'A wrong code_verifier')]),
      ...(missing === undefined
        ? []
        : [refusedWithError(missing, ['invalid_grant', 'invalid_request'], 'A missing code_verifier')]),
    ]),
});
