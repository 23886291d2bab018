import { clientCheck, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { stepsOf, wayIn, WAYS_IN } from '../ways-in.ts';

export default clientCheck({
  requirement: 'client.registration.preregistered-option',
  title: 'A configured client id is used, also where the client could register',
  scenario: WAYS_IN,
  judge(story) {
    const all = stepsOf(story, 'all');
    const taken = wayIn(all);
    if (![taken, wayIn(stepsOf(story, 'given'))].includes('given'))
      return doesNotApply(
        'The client does not use the client_id of MCP_CONFORMANCE_CONTEXT; whether it has another option for one is not seen from here.',
      );
    const registrations = all.filter(({ kind }) => kind === 'registration').length;
    if (registrations === 0) return ok;
    return violation(
      'the configured client id, and no registration',
      taken === 'given'
        ? 'the client registered as well'
        : 'the client registered in its place, because there was a registration endpoint',
    );
  },
});
