import { inconclusive, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.transport.authentication-present',
  title: 'The server authenticates who calls it',
  probe: async (server) => {
    const found = await server.gathered.protection();
    if (found.state === 'protected') return { openToEveryone: false, bare: found.bare };
    if (found.state === 'unclear') throw inconclusive(found.reason, found.evidence);
    return { openToEveryone: true, reason: found.reason };
  },
  judge: ({ openToEveryone, reason = '' }) =>
    openToEveryone
      ? violation('authentication, unless the server is public on purpose (it is optional in MCP)', reason)
      : ok,
});
