import {
  describe,
  findStateHandle,
  inconclusive,
  isServed,
  ok,
  serverCheck,
  unclear,
  violation,
} from '../../../harness/index.ts';

const OTHER_USER = 'conformance-other-user';

export default serverCheck({
  requirement: 'server.session.state-handle-bound-to-user',
  title: 'A state handle is of use only to the user who got it',
  needs: ['mint'],
  probe: async (server) => {
    const { mint, use } = await findStateHandle(server);
    const [token, other] = [await server.goodToken(), await server.mint({ subject: OTHER_USER })];
    const [handle, ofOther] = await Promise.all([mint(), mint(other)]);
    if (handle === undefined)
      throw inconclusive('The tool that gave out a state handle gave none this time.');
    // The owner comes last, since a handle may serve only once.
    const byOther = await server.call({ operation: use(handle), token: other });
    const byOwner = await server.call({ operation: use(handle), token });
    const otherOwn =
      ofOther === undefined ? undefined : await server.call({ operation: use(ofOther), token: other });
    return { byOther, byOwner, otherOwn };
  },
  judge: ({ byOther, byOwner, otherOwn }) => {
    if (isServed(byOther))
      return violation(
        'a refusal of a state handle that another user got',
        `${describe(byOther)}, while a made-up handle is refused: unless handles are meant to be shared, anyone who learns one has its state`,
      );
    if (!isServed(byOwner))
      return unclear(`The user who got the state handle was answered ${describe(byOwner)}.`);
    if (otherOwn === undefined || !isServed(otherOwn))
      return unclear('The other user cannot use the tool at all, so the refusal shows nothing.');
    return ok;
  },
});
