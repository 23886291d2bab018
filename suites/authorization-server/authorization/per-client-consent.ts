import {
  authorizationServerCheck,
  doesNotApply,
  notApplicable,
  tolerated,
  violation,
} from '../../../harness/index.ts';
import { forwardedTo } from '../third-party.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.per-client-consent',
  title: 'Nobody is sent on to a third party for a new client without having been asked',
  needs: ['login', 'registration'],
  probe: async (server) => {
    const clients = await Promise.all([server.client({}), server.client({})]);
    if (clients.some(({ strategy }) => strategy === 'pre-registered'))
      throw notApplicable(
        'The test client was registered by hand: the duty is about clients that register themselves.',
      );
    const both = await Promise.all(clients.map((client) => server.authorize({ client, login: false })));
    const own = new URL(await server.endpoint('authorization_endpoint')).host;
    const forwarded = both.map((one) => forwardedTo(one, own) ?? null);
    // The third party is not under test, whether it answers or not.
    const exchanges = both.flatMap((one) => one.exchanges.slice(0, 1));
    return { exchanges, forwarded };
  },
  judge: ({ forwarded }) => {
    const [first, second] = forwarded;
    if (first == null || second == null || first.clientId !== second.clientId)
      return doesNotApply(
        'Before any page it sends nobody on to a third party with one client_id for all clients.',
      );
    const expected = 'a page of its own that asks for consent to this client';
    const actual = `a redirect to ${first.host} at once, with the same client_id for two clients`;
    // Where it only has people log in elsewhere, it may ask them afterwards.
    return first.isIdentityOnly ? tolerated(expected, actual) : violation(expected, actual);
  },
});
