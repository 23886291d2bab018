import {
  authorizationServerCheck,
  goodRefreshAccepted,
  isTokenResponse,
  ok,
  TOO_MANY,
  unclear,
  violation,
  type AuthorizationServerContext,
  type Client,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.refresh.bound-to-client',
  title: 'A refresh token that another client presents is refused',
  needs: ['login', 'registration'],
  control: goodRefreshAccepted,
  probe: async (server) => {
    const [grant, other] = await Promise.all([server.grant(), otherClient(server)]);
    return { attempt: (await server.refresh({ ...grant, client: other })).exchange };
  },
  judge: ({ attempt }) => {
    const { status } = attempt.response;
    if (status === 429) return unclear(TOO_MANY);
    const expected = 'the refresh token of one client is refused with invalid_grant when another presents it';
    if (isTokenResponse(attempt)) return violation(expected, 'the other client got tokens');
    return status >= 400 && status < 500
      ? ok
      : unclear(`The other client was answered HTTP ${status}, which is neither yes nor no.`);
  },
});

/** A client that has even its name in common with that of the check, where such a one is not taken for the same. */
async function otherClient(server: AuthorizationServerContext): Promise<Client> {
  const own = await server.client();
  const name = own.registration?.response['client_name'];
  const other = await server.client({ metadata: typeof name === 'string' ? { client_name: name } : {} });
  return other.id === own.id ? server.client({ metadata: {} }) : other;
}
