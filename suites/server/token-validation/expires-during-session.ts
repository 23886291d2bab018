import { setTimeout as delay } from 'node:timers/promises';
import {
  doesNotApply,
  goodTokenAcceptedFor,
  isServed,
  LIST_TOOLS,
  ok,
  openingOperation,
  serverCheck,
  unclear,
  violation,
  type Operation,
  type ServerContext,
} from '../../../harness/index.ts';

/** An operation of a session that is under way: tools/list, unless that is open to everyone or there are no tools. */
async function laterOperation(server: ServerContext): Promise<Operation> {
  const { operation } = await server.gathered.protectedOperation();
  if (operation.method !== openingOperation(server.revision).method) return operation;
  return (await server.gathered.tools()).length > 0 ? LIST_TOOLS : operation;
}

/**
 * Two tokens of the same short life; one is used before it ends, both after. A leeway serves or refuses both alike,
 * so however long it is, a difference shows that the first use was remembered.
 */
async function useUpToTheEnd(server: ServerContext, operation: Operation, marginMs: number) {
  const exp = Math.ceil((Date.now() + marginMs) / 1000);
  const [used, unused] = await Promise.all([
    server.mint({ claims: { exp } }),
    server.mint({ claims: { exp } }),
  ]);
  const before = await server.call({ token: used, operation });
  if (!isServed(before) && marginMs < 1000) {
    before.by = 'gather/waiting';
    return useUpToTheEnd(server, operation, 2000);
  }
  await delay(exp * 1000 + 50 - Date.now());
  const [after, unusedAfter] = await Promise.all([
    server.call({ token: used, operation }),
    server.call({ token: unused, operation }),
  ]);
  return { before, after, unusedAfter };
}

export default serverCheck({
  requirement: 'server.token-validation.expires-during-session',
  title: 'A token that expires in the middle of a session is refused from then on',
  needs: ['mint'],
  waits: true,
  control: goodTokenAcceptedFor(laterOperation),
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const operation = await laterOperation(server);
    const expired = await server.mint({ expiresIn: -600 });
    const [shortLived, expiredOpening, expiredLater] = await Promise.all([
      useUpToTheEnd(server, operation, 300),
      server.call({ token: expired, operation: openingOperation(server.revision) }),
      server.call({ token: expired, operation }),
    ]);
    return { ...shortLived, expiredOpening, expiredLater };
  },
  judge: ({ before, after, unusedAfter, expiredOpening, expiredLater }) => {
    const expected = 'a refusal of every request after the expiry';
    if (isServed(expiredLater)) {
      if (isServed(expiredOpening))
        return doesNotApply('An expired token is accepted; another check judges that.');
      return violation(expected, 'an expired token is refused for the opening call, but accepted later');
    }
    if (!isServed(before))
      return unclear('A token with a second to live was not accepted before its expiry.');
    if (!isServed(after) || isServed(unusedAfter)) return ok;
    return violation(expected, 'a token that was used before is still accepted after its expiry');
  },
});
