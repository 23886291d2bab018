import {
  accepted,
  describe,
  isServed,
  openOwnSession,
  serverCheck,
  unclear,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.session-survives-refresh',
  title: 'A session goes on with a refreshed token of the same user',
  needs: ['mint'],
  probe: async (server) => {
    const first = await server.goodToken();
    const session = await openOwnSession(server, first);
    return {
      before: await session.call({ token: first }),
      refreshed: await session.call({ token: await server.mint({ expiresIn: 1_800 }) }),
    };
  },
  judge: ({ before, refreshed }) => {
    if (!isServed(before)) return unclear(`The session itself was answered ${describe(before)}.`);
    return accepted(refreshed, 'another token of the same user in the session');
  },
});
