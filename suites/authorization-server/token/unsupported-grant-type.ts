import {
  authorizationServerCheck,
  errorOf,
  refusedWithError,
  saidBy,
  tolerated,
  unclear,
} from '../../../harness/index.ts';
import { madeUpCode } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.unsupported-grant-type',
  title: 'An unknown grant_type is refused with unsupported_grant_type',
  needs: ['login'],
  probe: async (server) => {
    const client = await server.client();
    // A client that may do everything else: the grant type is all that is wrong.
    const { exchange } = await server.token(client, { ...madeUpCode(client), grant_type: 'foo' });
    return { exchange };
  },
  judge: ({ exchange }) => {
    const error = errorOf(exchange);
    if (error === 'invalid_client')
      return unclear('The client was refused before its grant_type was looked at.');
    if (error === 'unauthorized_client') {
      return tolerated('an unknown grant_type is refused with unsupported_grant_type', saidBy(exchange));
    }
    return refusedWithError(exchange, ['unsupported_grant_type'], 'An unknown grant_type');
  },
});
