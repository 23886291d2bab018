import {
  bearerChallenge,
  describe,
  goodTokenAccepted,
  isServed,
  ok,
  restartServer,
  serverCheck,
  unclear,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.stale-client.restart-keeps-challenge',
  title: 'After a restart a token from before is accepted, or refused with 401 and a challenge',
  needs: ['mint', 'restart'],
  control: goodTokenAccepted,
  exclusive: true,
  probe: async (server) => {
    const token = await server.goodToken();
    const { bare } = await server.gathered.protectedOperation();
    const before = await server.call({ token });
    await restartServer(server);
    return { bare, before, after: await server.call({ token }) };
  },
  judge: ({ bare, before, after }) => {
    if (!isServed(before)) return unclear(`The token was answered ${describe(before)} before the restart.`);
    if (isServed(after)) return ok;
    const { status } = after.response;
    if (status === 503 || status === 429) return unclear(`The token was answered HTTP ${status}.`);
    const expected = '401 with a challenge, or service';
    if (status !== 401) return violation(expected, `${describe(after)} for a token from before the restart`);
    const lacksChallenge = bearerChallenge(bare) !== undefined && bearerChallenge(after) === undefined;
    return lacksChallenge ? violation(expected, '401 without a challenge') : ok;
  },
});
