import {
  doesNotApply,
  findAskingTool,
  firstProblem,
  inconclusive,
  isComplete,
  ok,
  serverCheck,
  violation,
  withOtherArguments,
} from '../../../harness/index.ts';

const OTHER_USER = 'conformance-other-user';

export default serverCheck({
  requirement: 'server.session.request-state-bound-to-principal',
  title: 'A requestState is of use only to the user and for the request that it was made for',
  needs: ['mint'],
  // A retry that is accepted carries out what was asked about.
  intrusive: true,
  probe: async (server) => {
    const { operation, ask, retry, good, withoutState } = await findAskingTool(server);
    const [token, other] = [await server.ownToken(), await server.mint({ subject: OTHER_USER })];
    const changed = withOtherArguments(operation);
    // Only who is asked as well, and for these arguments, can be refused for the state alone.
    const [first, second, ofOther, ofChanged] = await Promise.all([
      ask(token),
      ask(token),
      ask(other),
      changed === undefined ? undefined : ask(token, changed),
    ]);
    if (first === undefined || second === undefined)
      throw inconclusive('The tool that asked back did not ask this time.');
    return {
      good,
      withoutState,
      byOther: ofOther === undefined ? undefined : await retry(other, first),
      forOther: ofChanged === undefined ? undefined : await retry(token, second, changed),
    };
  },
  judge: ({ withoutState, byOther, forOther }) => {
    if (isComplete(withoutState))
      return doesNotApply('The retry is carried out without any requestState, so nothing depends on it.');
    if (byOther === undefined && forOther === undefined)
      return doesNotApply('The tool asks no other user, and nothing for other arguments.');
    const expected = 'a refusal of a requestState that was made for';
    return firstProblem([
      byOther !== undefined && isComplete(byOther)
        ? violation(`${expected} another user`, 'the call was carried out')
        : ok,
      forOther !== undefined && isComplete(forOther)
        ? violation(`${expected} other arguments`, 'the call was carried out')
        : ok,
    ]);
  },
});
