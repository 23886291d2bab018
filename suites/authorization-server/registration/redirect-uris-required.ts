import { authorizationServerCheck, firstProblem, ok } from '../../../harness/index.ts';
import { goodRegistration, listOf, notRegistered, registerWith } from '../registrations.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.redirect-uris-required',
  title: 'A client for the code flow is not registered without redirect_uris',
  needs: ['registration'],
  control: goodRegistration,
  probe: async (server) => {
    const [absent, empty] = await Promise.all([
      registerWith(server, { redirect_uris: undefined }),
      registerWith(server, { redirect_uris: [] }),
    ]);
    return { absent, empty };
  },
  judge: ({ absent, empty }) =>
    firstProblem(
      (
        [
          [absent, 'a registration without redirect_uris'],
          [empty, 'a registration with empty redirect_uris'],
        ] as const
      ).map(([exchange, what]) => {
        // A client that may not use the code flow needs none.
        const grants = listOf(exchange, 'grant_types');
        if (grants !== undefined && !grants.includes('authorization_code')) return ok;
        return notRegistered(exchange, what);
      }),
    ),
});
