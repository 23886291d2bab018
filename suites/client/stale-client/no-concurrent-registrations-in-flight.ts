import { clientCheck, doesNotApply, isSuccess, ok, registeredIn, violation } from '../../../harness/index.ts';
import { IN_FLIGHT } from '../forgotten.ts';

export default clientCheck({
  requirement: 'client.stale-client.no-concurrent-registrations',
  title: 'Calls side by side that find the registration gone lead to one new registration',
  scenario: IN_FLIGHT,
  reaches: 'token',
  judge(story) {
    if (registeredIn(story, 1).size === 0) return doesNotApply('The client does not register dynamically.');
    const calls = story.of('mcp').filter(({ sent }) => sent['method'] === 'tools/call');
    const refused = calls.filter(({ status }) => status === 401);
    if (refused.length < 2) return doesNotApply('The client makes no calls side by side.');
    const again = story.of('registration').length - 1;
    if (again > 1)
      return violation('one new registration', `${again} new registrations for ${refused.length} calls`);
    return calls.some(isSuccess)
      ? ok
      : doesNotApply('The client does not get in again; another check judges that.');
  },
});
