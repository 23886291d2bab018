import {
  doesNotApply,
  findAskingTool,
  inconclusive,
  isComplete,
  ok,
  serverCheck,
  violation,
} from '../../../harness/index.ts';
import { alteredStates } from '../altered-state.ts';

export default serverCheck({
  requirement: 'server.session.request-state-integrity',
  title: 'A requestState that was altered is refused',
  needs: ['token'],
  // A retry that is accepted carries out what was asked about.
  intrusive: true,
  probe: async (server) => {
    const [{ ask, retry, good, withoutState }, token] = await Promise.all([
      findAskingTool(server),
      server.ownToken(),
    ]);
    const question = await ask(token);
    if (question === undefined) throw inconclusive('The tool that asked back did not ask this time.');
    const alterations = alteredStates(question.requestState);
    const retries = await Promise.all(
      alterations.map(({ state }) => retry(token, { ...question, requestState: state })),
    );
    return { good, withoutState, retries, alterations: alterations.map(({ what }) => what) };
  },
  judge: ({ withoutState, retries, alterations }) => {
    if (isComplete(withoutState))
      return doesNotApply('The retry is carried out without any requestState, so nothing depends on it.');
    const taken = alterations.filter((_, index) => {
      const retry = retries[index];
      return retry !== undefined && isComplete(retry);
    });
    return taken.length === 0
      ? ok
      : violation(
          'a refusal of a requestState that was altered',
          `the call was carried out with ${taken.slice(0, 3).join('; ')}`,
        );
  },
});
