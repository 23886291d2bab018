import {
  describe,
  doesNotApply,
  isServed,
  ok,
  openOwnSession,
  serverCheck,
  unclear,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.session-survives-expired-token',
  title: 'A request with an expired token does not end the session',
  needs: ['mint'],
  probe: async (server) => {
    const token = await server.goodToken();
    const session = await openOwnSession(server, token);
    return {
      before: await session.call({ token }),
      expired: await session.call({ token: await server.mint({ expiresIn: -600 }) }),
      // The same token, so that a server that ties sessions to one token is not judged here.
      after: await session.call({ token }),
    };
  },
  judge: ({ before, expired, after }) => {
    if (!isServed(before)) return unclear(`The session itself was answered ${describe(before)}.`);
    if (isServed(expired)) return doesNotApply('The expired token was accepted; another check judges that.');
    if (isServed(after)) return ok;
    return violation('the session lives on after a request with an expired token', describe(after));
  },
});
