import {
  describe,
  isServed,
  ok,
  openOwnSession,
  serverCheck,
  unclear,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.transport.delete-needs-token',
  title: 'A session outlives a DELETE that names it without a token',
  needs: ['token'],
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const token = await server.goodToken();
    const session = await openOwnSession(server, token);
    return {
      before: await session.call({ token }),
      bare: await server.send({ method: 'DELETE', url: server.url, headers: [session.header] }),
      after: await session.call({ token }),
    };
  },
  judge: ({ before, bare, after }) => {
    if (!isServed(before)) return unclear(`The session itself was answered ${describe(before)}.`);
    return isServed(after)
      ? ok
      : violation(
          'the session goes on after a DELETE without a token',
          `the DELETE was answered ${describe(bare)}, and the session is gone (${describe(after)})`,
        );
  },
});
