import {
  clientCheck,
  doesNotApply,
  ok,
  protectCallsOnly,
  violation,
  type Scenario,
} from '../../../harness/index.ts';

/** Only the calls of tools need a token, so a client that makes several at once is refused several times at once. */
const REFUSED_AT_ONCE: Scenario = {
  async play(lab) {
    protectCallsOnly(lab);
    await lab.launch();
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.stale-client.no-concurrent-registrations',
  title: 'Requests that are refused side by side lead to one registration and one login',
  scenario: REFUSED_AT_ONCE,
  reaches: 'discovered',
  judge(story) {
    const refused = story.of('mcp').filter(({ status }) => status === 401);
    const [first, second] = refused.map(({ exchange: { timing } }) => timing);
    const together =
      first !== undefined &&
      second !== undefined &&
      second.startedMs <= first.startedMs + first.durationMs + 50;
    if (!together) return doesNotApply('The client sends no requests side by side that need a token.');
    const [registrations, logins] = [story.of('registration').length, story.of('authorization').length];
    return registrations <= 1 && logins <= 1
      ? ok
      : violation('one registration and one login', `registrations ${registrations}, logins ${logins}`);
  },
});
