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
  requirement: 'server.session.terminated-404',
  title: 'A session that was ended is answered 404',
  needs: ['token'],
  probe: async (server) => {
    const token = await server.goodToken();
    const session = await openOwnSession(server, token);
    const authorization: [string, string] = ['authorization', `Bearer ${token}`];
    const version: [string, string][] =
      server.revision === '2025-03-26' ? [] : [['mcp-protocol-version', server.revision]];
    return {
      before: await session.call({ token }),
      ended: await server.send({
        method: 'DELETE',
        url: server.url,
        headers: [authorization, session.header, ...version],
      }),
      after: await session.call({ token }),
    };
  },
  judge: ({ before, ended, after }) => {
    if (!isServed(before)) return unclear(`The session itself was answered ${describe(before)}.`);
    if (ended.response.status >= 300)
      return doesNotApply(
        `The server does not let clients end sessions: DELETE was answered ${describe(ended)}.`,
      );
    const { status } = after.response;
    if (status === 404) return ok;
    if (status === 429 || status === 503)
      return unclear(`The ended session was answered ${describe(after)}.`);
    return violation(
      'HTTP 404 for a call in a session that was ended',
      isServed(after) ? `${describe(after)}: the session goes on` : describe(after),
    );
  },
});
