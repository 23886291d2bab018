import { clientCheck, doesNotApply, ok, unclear, violation } from '../../../harness/index.ts';
import { stepsOf, wayIn, WAYS_IN } from '../ways-in.ts';

export default clientCheck({
  requirement: 'client.registration.priority',
  title: 'A configured client id goes before a document, and a document before registration',
  scenario: WAYS_IN,
  judge(story) {
    const taken = wayIn(stepsOf(story, 'all'));
    const alone = wayIn(stepsOf(story, 'given'));
    const unasked = wayIn(stepsOf(story, 'registration'));
    if (taken === 'given') return ok;
    if (taken === 'document' && alone === 'given')
      return violation(
        'the configured client id, which goes before everything else',
        'the client used the URL of its document, though it uses the configured id where there is no other way',
      );
    if (taken === 'document' && unasked === 'registration') return ok;
    if (taken === 'none') return unclear('The client did not come so far as to choose between several ways.');
    return doesNotApply(
      'The client showed one way only where it had several; whether it uses the others is judged by other checks.',
    );
  },
});
