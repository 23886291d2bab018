import {
  authorizationServerCheck,
  firstProblem,
  goodCodeRedeemed,
  untested,
} from '../../../harness/index.ts';
import { grantRefused, secretClientIfAny } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.code-bound-to-client',
  title: 'A code is refused to a client to which it was not issued',
  needs: ['login'],
  control: goodCodeRedeemed,
  probe: async (server) => {
    const own = await server.client();
    const [other, withSecret] = await Promise.all([
      server.client({ metadata: {} }),
      // One that proves who it is must not get the code either.
      secretClientIfAny(server),
    ]);
    if (other.id === own.id) throw untested('Needs a second client, and there is only one.');
    const thieves = [other, withSecret].filter((one) => one !== undefined && one.id !== own.id);
    const replies = await Promise.all(
      thieves.map(async (thief) => server.redeem(await server.code({ client: own }), {}, thief)),
    );
    return { byOthers: replies.map(({ exchange }) => exchange) };
  },
  judge: ({ byOthers }) =>
    firstProblem(byOthers.map((exchange) => grantRefused(exchange, 'The code of another client'))),
});
