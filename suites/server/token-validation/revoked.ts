import { setTimeout as delay } from 'node:timers/promises';
import {
  doesNotApply,
  goodTokenAccepted,
  isServed,
  notApplicable,
  ok,
  serverCheck,
  untested,
  violation,
} from '../../../harness/index.ts';

const PAUSE_MS = 500;
const ATTEMPTS = 6;

export default serverCheck({
  requirement: 'server.token-validation.revoked',
  title: 'A revoked token stops working at a server that uses introspection',
  needs: ['mint'],
  waits: true,
  control: goodTokenAccepted,
  probe: async (server) => {
    if (!(await server.gathered.introspects())) {
      throw notApplicable('The server does not use introspection, so it cannot see a revocation.');
    }
    const { mock } = server.lab();
    const [token, inactiveToken] = await Promise.all([server.mint(), server.mint({ active: false })]);
    const [before, inactive] = await Promise.all([
      server.call({ token }),
      server.call({ token: inactiveToken }),
    ]);
    await mock.revoke(token);
    const revokedAt = performance.now();
    const timesAsked = async () =>
      (await mock.traffic.list()).filter(
        ({ endpoint, request }) => endpoint === 'introspection' && request.body.includes(token),
      ).length;
    const askedBefore = await timesAsked();
    const asked = async () => (await timesAsked()) > askedBefore;
    let after = await server.call({ token });
    for (let attempt = 1; attempt < ATTEMPTS && isServed(after) && !(await asked()); attempt += 1) {
      await delay(PAUSE_MS);
      after = await server.call({ token });
    }
    const wasTold = await asked();
    const isWatchedTooShortly = isServed(before) && !isServed(inactive) && isServed(after) && !wasTold;
    if (isWatchedTooShortly) throw remembered(performance.now() - revokedAt, [before.id, after.id]);
    return { before, inactive, after, wasTold };
  },
  judge: ({ before, inactive, after, wasTold }) => {
    if (!isServed(after)) return ok;
    if (!isServed(before) || isServed(inactive) || !wasTold) {
      return doesNotApply('Introspection does not decide here; another check judges that.');
    }
    return violation(
      'a refusal of a revoked token',
      'the authorization server called it inactive, and it was accepted',
    );
  },
});

/** No text says how long is too long, so an answer that is still remembered proves nothing (RFC 7662 §4). */
function remembered(watchedMs: number, evidence: string[]) {
  const seconds = (watchedMs / 1_000).toFixed(1);
  return untested(
    `The revoked token was accepted for ${seconds} s without the authorization server being asked again: the server remembers what introspection said for longer than that, and whether for a bounded time was not seen. Start it with a shorter memory, 1 s say, to have it tested.`,
    evidence,
  );
}
