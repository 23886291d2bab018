import {
  describe,
  isServed,
  ok,
  openingOperation,
  serverCheck,
  unclear,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.absent-origin-accepted',
  title: 'A request without an Origin field, as other clients than browsers send it, is not refused for that',
  needs: ['token'],
  probe: async (server) => {
    const call = { token: await server.goodToken(), operation: openingOperation(server.revision) };
    return {
      without: await server.call(call),
      own: await server.call({ ...call, headers: [['origin', server.endpoint.origin]] }),
    };
  },
  judge: ({ without, own }) => {
    if (isServed(without)) return ok;
    if (isServed(own))
      return violation('a request without Origin is served', `${describe(without)}, though served with one`);
    return unclear(
      `A good token was answered ${describe(without)} without Origin, ${describe(own)} with it.`,
    );
  },
});
