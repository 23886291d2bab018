import {
  describe,
  doesNotApply,
  gatherOutage,
  isServed,
  ok,
  serverCheck,
  unclear,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.no-negative-caching',
  title: 'A token that could not be checked during an outage is accepted after it',
  needs: ['mint', 'outage', 'restart'],
  exclusive: true,
  probe: async (server) => {
    const { unverifiable, recovered, again } = await gatherOutage(server, { mode: 'refused' });
    return { unverifiable, recovered, again };
  },
  judge: ({ unverifiable, recovered, again }) => {
    if (isServed(unverifiable))
      return doesNotApply('The token was accepted during the outage; another check judges that.');
    if (!isServed(recovered))
      return doesNotApply('The server takes no token after the outage; another check judges that.');
    if (isServed(again)) return ok;
    const { status } = again.response;
    return status === 401 || status === 403
      ? violation(
          'the token of the outage is accepted, as a fresh one is',
          `${describe(again)}: still refused`,
        )
      : unclear(`The token of the outage was answered ${describe(again)} after it.`);
  },
});
