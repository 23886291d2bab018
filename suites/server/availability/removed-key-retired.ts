import type { Exchange, ServerContext } from '../../../harness/index.ts';
import { setTimeout as delay } from 'node:timers/promises';
import {
  describe,
  isServed,
  notApplicable,
  ok,
  restartServer,
  serverCheck,
  unclear,
  untilServed,
  verificationStyle,
  violation,
} from '../../../harness/index.ts';

const MAX_AGE_SECONDS = 1;

export default serverCheck({
  requirement: 'server.availability.removed-key-retired',
  title: 'A key that was withdrawn from the key set is no longer trusted after the cache time',
  needs: ['mint', 'restart'],
  exclusive: true,
  probe: async (server) => {
    if ((await verificationStyle(server)) !== 'local')
      throw notApplicable('The server asks the authorization server about tokens and needs no keys.');
    const { mock } = server.lab();
    mock.setKeySetMaxAge(MAX_AGE_SECONDS);
    try {
      await restartServer(server);
      const token = await server.goodToken();
      const before = await server.call({ token });
      await mock.rotateKeys({ keepOld: false });
      // Makes the server look at the key set again.
      const rotated = await untilServed(server, async () => server.call({ token: await server.goodToken() }));
      const withdrawn = isServed(rotated) ? await untilRefused(server, token) : rotated;
      if (!isServed(rotated)) await restartServer(server);
      return { before, rotated, withdrawn, waitedSeconds: Math.round(server.target.patienceMs / 1000) };
    } finally {
      mock.setKeySetMaxAge(undefined);
    }
  },
  judge: ({ before, rotated, withdrawn, waitedSeconds }) => {
    if (!isServed(before)) return unclear(`A good token was answered ${describe(before)}.`);
    if (!isServed(rotated))
      return unclear('The server did not take up the new key; another check judges that.');
    return isServed(withdrawn)
      ? violation(
          `a token of the withdrawn key is refused after max-age=${MAX_AGE_SECONDS}`,
          `${describe(withdrawn)}, still after ${waitedSeconds} seconds`,
        )
      : ok;
  },
});

/** Sends again until the token is refused or the server has had its time. */
async function untilRefused(server: ServerContext, token: string): Promise<Exchange> {
  const deadline = performance.now() + server.target.patienceMs;
  for (let wait = 100; ; wait = Math.min(wait * 2, 5_000)) {
    const exchange = await server.call({ token });
    if (!isServed(exchange) || performance.now() > deadline) return exchange;
    await delay(wait);
  }
}
