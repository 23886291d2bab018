import {
  describe,
  doesNotApply,
  isServed,
  LIST_TOOLS,
  ok,
  openOwnSession,
  serverCheck,
  unclear,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.session.missing-id-400',
  title: 'A request that lacks the session id is answered 400',
  needs: ['token'],
  probe: async (server) => {
    const token = await server.goodToken();
    const session = await openOwnSession(server, token);
    return {
      inSession: await session.call({ token }),
      missing: await server.call({ token, operation: LIST_TOOLS, session: 'none' }),
    };
  },
  judge: ({ inSession, missing }) => {
    if (!isServed(inSession)) return unclear(`The session itself was answered ${describe(inSession)}.`);
    if (isServed(missing)) return doesNotApply('The server needs no session id.');
    const { status } = missing.response;
    if (status === 400) return ok;
    if (status === 429 || status === 503) return unclear(`The request was answered ${describe(missing)}.`);
    const hint = status === 401 ? ': clients will authorize again, in vain' : '';
    return violation(
      'HTTP 400 for an authenticated request without session id',
      `${describe(missing)}${hint}`,
    );
  },
});
