import { authorizationServerCheck, bodyOf, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { hasSecret, isRegistered } from '../registrations.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.public-client-without-secret',
  title: 'A client that registers without client authentication gets no secret',
  needs: ['registration'],
  probe: async (server) => ({ registration: (await server.gathered.registration('none')).reply.exchange }),
  judge: ({ registration }) => {
    if (!isRegistered(registration)) {
      return doesNotApply(
        `It registers no client with the method none (HTTP ${registration.response.status}).`,
      );
    }
    if (!hasSecret(registration)) return ok;
    const method = bodyOf(registration)?.['token_endpoint_auth_method'];
    if (typeof method === 'string' && method !== 'none') return ok;
    return violation(
      'no client_secret for a client that registers with none, or an answer that names the method that it got instead',
      `a client_secret, and token_endpoint_auth_method is ${JSON.stringify(method ?? 'missing')}`,
    );
  },
});
