import {
  clientCheck,
  doesNotApply,
  ok,
  registeredIn,
  violation,
  type Scenario,
  withoutRefreshTokens,
} from '../../../harness/index.ts';

const TWO_RUNS: Scenario = {
  async play(lab) {
    withoutRefreshTokens(lab);
    await lab.launch();
    lab.expireTokens();
    const stores = await lab.hasStored();
    await lab.launch();
    return { stores };
  },
};

export default clientCheck({
  requirement: 'client.stale-client.registration-reused',
  title: 'A stored registration is used again in the next run',
  scenario: TWO_RUNS,
  judge(story) {
    if (registeredIn(story, 1).size === 0) return doesNotApply('The client does not register dynamically.');
    const again = registeredIn(story, 2).size;
    if (again === 0) return ok;
    if (story.notes['stores'] !== true)
      return doesNotApply('The client stores nothing in MCP_CONFORMANCE_STORAGE (or --storage-arg).');
    return violation('one registration in two runs', `another one in the second run (${story.counts(2)})`);
  },
});
