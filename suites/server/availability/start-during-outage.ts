import type { Exchange, ServerContext } from '../../../harness/index.ts';
import {
  describe,
  goodTokenAccepted,
  isServed,
  ok,
  restartServer,
  serverCheck,
  untilServed,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.start-during-outage',
  title: 'A server that starts while the authorization server is down comes up and works once it is back',
  needs: ['mint', 'outage', 'restart'],
  control: goodTokenAccepted,
  exclusive: true,
  probe: async (server) => {
    // Asked for beforehand: what is learned during the outage would be wrong.
    await server.gathered.protectedOperation();
    const outage = await server.outage({ mode: 'refused' });
    const started = await server
      .lab()
      .restart()
      .then(
        () => true,
        () => false,
      );
    // A first token makes a server that fetches on demand meet the outage too.
    if (started) await opening(server);
    await outage.end();
    if (!started) {
      await restartServer(server);
      return { started };
    }
    const later = await untilServed(server, () => opening(server));
    if (!isServed(later)) await restartServer(server);
    return { started, later };
  },
  judge: ({ later }) => {
    const expected = 'the server starts during the outage and serves a good token after it';
    if (later === undefined) return violation(expected, 'it did not come up');
    return isServed(later) ? ok : violation(expected, `it came up, but afterwards ${describe(later)}`);
  },
});

async function opening(server: ServerContext): Promise<Exchange> {
  return server.call({ token: await server.goodToken() });
}
