import { authorizationServerCheck, ok, unclear, violation } from '../../../harness/index.ts';
import { responseIssuers } from '../response-issuer.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.iss-returned',
  title: 'Authorization responses carry iss, with a code and with an error',
  needs: ['login'],
  probe: responseIssuers,
  judge: ({ withCode, withError }) => {
    const expected = 'iss in each authorization response';
    if (withCode === null) return violation(expected, 'no iss beside the code');
    if (withError === null) return violation(expected, 'no iss beside the error');
    if (withCode === undefined && withError === undefined)
      return unclear('No authorization response was seen.');
    return ok;
  },
});
