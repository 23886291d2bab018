import { authorizationServerCheck, doesNotApply, ok, violation } from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.refresh.issued-when-asked',
  title: 'A client that is registered without the grant refresh_token gets no refresh token',
  needs: ['login', 'registration'],
  probe: async (server) => {
    const client = await server.client({ metadata: { grant_types: ['authorization_code'] } });
    const grants = client.registration?.response['grant_types'];
    const registered = Array.isArray(grants) ? grants.filter((one) => typeof one === 'string') : null;
    // Asked for by other means than its grants, it would be the client's own contradiction.
    const words = (await server.scope())?.split(' ').filter((word) => word !== 'offline_access') ?? [];
    const scope = words.length === 0 ? undefined : words.join(' ');
    const { reply, refreshToken } = await server.grant({ client, parameters: { scope, prompt: undefined } });
    return {
      registration: client.registration?.exchange,
      registered,
      token: reply.exchange,
      isIssued: refreshToken !== undefined,
    };
  },
  judge: ({ registered, isIssued }) => {
    if (!isIssued) return ok;
    if (!Array.isArray(registered))
      return doesNotApply('The registration does not say which grants the client may use.');
    if (registered.includes('refresh_token'))
      return doesNotApply(
        'The client was registered with the grant refresh_token, which it did not ask for.',
      );
    return violation(
      `no refresh token for a client that is registered for ${registered.join(', ')} only`,
      'a refresh token was issued to it',
    );
  },
});
