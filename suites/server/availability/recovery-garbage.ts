import { describe, gatherOutage, isServed, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.recovery',
  title:
    'The server works again by itself after the authorization server answered every request with a web page',
  needs: ['mint', 'outage', 'restart'],
  exclusive: true,
  probe: async (server) => {
    const { recovered } = await gatherOutage(server, { mode: 'html' });
    return { recovered, waitedSeconds: Math.round(server.target.patienceMs / 1000) };
  },
  judge: ({ recovered, waitedSeconds }) =>
    isServed(recovered)
      ? ok
      : violation(
          `a good token is accepted within ${waitedSeconds} seconds of the end of the outage`,
          describe(recovered),
        ),
});
