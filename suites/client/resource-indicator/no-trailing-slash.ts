import { clientCheck, doesNotApply, ok, ORDINARY, violation } from '../../../harness/index.ts';
import { NONE_SENT, resourcesSent, withoutSlash } from '../resources.ts';

export default clientCheck({
  requirement: 'client.resource-indicator.no-trailing-slash',
  title: 'No slash is added to a resource with a path',
  scenario: ORDINARY,
  judge(story) {
    const values = resourcesSent(story);
    if (values.length === 0) return doesNotApply(NONE_SENT);
    // That of a bare origin is judged by a check of its own.
    const slashed = values.find((value) => /^[^/]+:\/\/[^/]+\/.*[^/]\/$/.test(value));
    return slashed === undefined ? ok : violation(withoutSlash(slashed), slashed);
  },
});
