import { clientCheck, doesNotApply, ok, unclear, violation } from '../../../harness/index.ts';
import { stepsOf, wayIn, WAYS_IN } from '../ways-in.ts';

export default clientCheck({
  requirement: 'client.registration.cimd-not-used-when-unsupported',
  title: 'Where documents are not supported, the client sends no URL as client_id',
  scenario: WAYS_IN,
  judge(story) {
    const taken = wayIn(stepsOf(story, 'registration'));
    if (taken === 'document')
      return violation(
        'a registration, as the metadata does not say that documents are supported',
        'a URL as client_id',
      );
    if (wayIn(stepsOf(story, 'document')) !== 'document')
      return doesNotApply('The client has no URL client id.');
    return taken === 'none' ? unclear('The client did not come so far as to name itself.') : ok;
  },
});
