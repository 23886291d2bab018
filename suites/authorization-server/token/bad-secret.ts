import {
  authorizationServerCheck,
  errorOf,
  firstProblem,
  refusedWithError,
  saidBy,
  tolerated,
} from '../../../harness/index.ts';
import { ownSecretClient, randomText, secretAccepted } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.bad-secret',
  title: 'A client with a wrong or missing secret is refused with invalid_client',
  needs: ['login'],
  control: secretAccepted,
  probe: async (server) => {
    const client = await ownSecretClient(server);
    const attempts = [
      { ...client, secret: randomText() },
      { ...client, method: 'none' as const },
    ];
    const [wrong, missing] = await Promise.all(
      attempts.map(async (by) => server.redeem(await server.code({ client }), {}, by)),
    );
    return { wrong: wrong?.exchange, missing: missing?.exchange };
  },
  judge: ({ wrong, missing }) => {
    const [isWrong, isMissing] = ['A wrong client secret', 'A missing client secret'];
    return firstProblem([
      ...(wrong === undefined ? [] : [refusedWithError(wrong, ['invalid_client'], isWrong)]),
      ...(missing === undefined
        ? []
        : errorOf(missing) === 'invalid_request'
          ? // Nothing was authenticated, so nothing failed: some call that a malformed request.
            [tolerated(`${isMissing} is refused with invalid_client`, saidBy(missing))]
          : [refusedWithError(missing, ['invalid_client'], isMissing)]),
    ]);
  },
});
