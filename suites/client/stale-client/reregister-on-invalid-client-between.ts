import {
  clientCheck,
  doesNotApply,
  endingOf,
  ok,
  registeredIn,
  violation,
  wasServed,
} from '../../../harness/index.ts';
import { BETWEEN_AUTHORIZE_AND_TOKEN } from '../forgotten.ts';

export default clientCheck({
  requirement: 'client.stale-client.reregister-on-invalid-client',
  title: 'A client that is forgotten while the user is in the browser registers afresh and gets in',
  scenario: BETWEEN_AUTHORIZE_AND_TOKEN,
  judge(story) {
    if (registeredIn(story, 1).size === 0) return doesNotApply('The client does not register dynamically.');
    if (wasServed(story, 1)) return ok;
    return violation(
      'a fresh registration and a login with it, in this launch or the next',
      `never served: ${story.counts()}. ${endingOf(story.launches.at(-1))}`,
    );
  },
});
