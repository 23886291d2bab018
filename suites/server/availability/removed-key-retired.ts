import {
  describe,
  doesNotApply,
  gatherRotation,
  isServed,
  ok,
  serverCheck,
  unclear,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.removed-key-retired',
  title: 'A key that was withdrawn from the key set is no longer trusted after the cache time',
  needs: ['mint', 'restart'],
  exclusive: true,
  probe: async (server) => {
    const { before, withdrawn } = await gatherRotation(server);
    return { before, withdrawn, waitedSeconds: Math.round(server.target.patienceMs / 1000) };
  },
  judge: ({ before, withdrawn, waitedSeconds }) => {
    if (!isServed(before)) return unclear(`A good token was answered ${describe(before)}.`);
    if (withdrawn === undefined)
      return doesNotApply('The server did not take up a new key set; another check judges that.');
    return isServed(withdrawn)
      ? violation(
          'a token of a withdrawn key is refused when the key set may be cached for a second',
          `${describe(withdrawn)}, still after ${waitedSeconds} seconds`,
        )
      : ok;
  },
});
