import {
  authorizationServerCheck,
  doesNotApply,
  errorOf,
  refusedWithError,
  saidBy,
  tolerated,
} from '../../../harness/index.ts';
import { byAnyoneAuthenticated, madeUpCode } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.unsupported-grant-type',
  title: 'An unknown grant_type is refused with unsupported_grant_type',
  needs: ['login'],
  probe: async (server) => {
    // A client that may do everything else: the grant type is all that is wrong.
    const exchange = await byAnyoneAuthenticated(server, (client) => ({
      ...madeUpCode(client),
      grant_type: 'foo',
    }));
    return { exchange };
  },
  judge: ({ exchange }) => {
    const error = errorOf(exchange);
    if (error === 'invalid_client')
      return doesNotApply('Each test client is refused before its grant_type is looked at.');
    if (error === 'unauthorized_client') {
      return tolerated('an unknown grant_type is refused with unsupported_grant_type', saidBy(exchange));
    }
    return refusedWithError(exchange, ['unsupported_grant_type'], 'An unknown grant_type');
  },
});
