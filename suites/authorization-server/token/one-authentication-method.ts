import {
  authorizationServerCheck,
  isTokenResponse,
  ok,
  saidBy,
  TOO_MANY,
  unclear,
  violation,
} from '../../../harness/index.ts';
import { ownSecretClient, secretAccepted } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.one-authentication-method',
  title: 'A request that authenticates the client in two ways is refused',
  needs: ['login'],
  control: secretAccepted,
  probe: async (server) => {
    const client = { ...(await ownSecretClient(server)), method: 'client_secret_basic' } as const;
    const both = { client_id: client.id, client_secret: client.secret };
    const { exchange } = await server.redeem(await server.code({ client }), both, client);
    return { exchange };
  },
  judge: ({ exchange }) => {
    const { status } = exchange.response;
    if (status === 429) return unclear(TOO_MANY);
    const isRefused = !isTokenResponse(exchange) && status >= 400 && status < 500;
    return isRefused
      ? ok
      : violation(
          'a secret both in Authorization and in the body is refused with invalid_request',
          saidBy(exchange),
        );
  },
});
