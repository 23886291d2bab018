import {
  authorizationServerCheck,
  describe,
  doesNotApply,
  errorOf,
  isTokenResponse,
  ok,
  unclear,
  violation,
} from '../../../harness/index.ts';
import { byAnyoneAuthenticated } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.metadata.no-password-grant',
  title: 'The password grant is not offered',
  needs: ['login'],
  probe: async (server) => {
    // Nobody's name and password: an honest refusal does not look at them.
    const person = { username: 'mcp-auth-conformance', password: 'not-a-password' };
    const exchange = await byAnyoneAuthenticated(server, () => ({ grant_type: 'password', ...person }));
    return { exchange };
  },
  judge: ({ exchange }) => {
    const expected = 'grant_type=password is refused with unsupported_grant_type or unauthorized_client';
    if (isTokenResponse(exchange)) return violation(expected, 'a token was issued');
    const error = errorOf(exchange);
    if (error === 'invalid_grant')
      return violation(expected, 'error invalid_grant: the user name and password were looked at');
    if (error === 'invalid_client')
      return doesNotApply(
        'Each test client is refused with this grant (invalid_client): it is not offered to any of them.',
      );
    const { status } = exchange.response;
    if (status >= 400 && status < 500) return ok;
    return unclear(`The request was answered ${describe(exchange)}, which tells nothing about the grant.`);
  },
});
