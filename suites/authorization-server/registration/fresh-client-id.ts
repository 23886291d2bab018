import { authorizationServerCheck, bodyOf, ok, violation } from '../../../harness/index.ts';
import { isRegistered, noRegistration, registerWith } from '../registrations.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.fresh-client-id',
  title: 'Each registration gets a client_id of its own',
  needs: ['registration'],
  probe: async (server) => {
    const site = { client_uri: 'https://client.example/' };
    const [first, second] = await Promise.all([
      registerWith(server, { ...site, client_name: 'mcp-auth-conformance first (may be deleted)' }),
      registerWith(server, { ...site, client_name: 'mcp-auth-conformance second (may be deleted)' }),
    ]);
    const ids = [first, second].map((exchange) => bodyOf(exchange)?.['client_id']);
    return { first, second, isSame: ids[0] !== undefined && ids[0] === ids[1] };
  },
  judge: ({ first, second, isSame }) => {
    const refused = [first, second].find((exchange) => !isRegistered(exchange));
    if (refused !== undefined) return noRegistration(refused);
    if (!isSame) return ok;
    return violation(
      'two clients have two client_ids',
      'both got the same one; if this is a proxy with one client of its own, ask for consent for each client',
    );
  },
});
