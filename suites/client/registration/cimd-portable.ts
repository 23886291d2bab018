import { atSecond, clientCheck, clientOf, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { stayedBehind } from '../moved.ts';
import { isUrl, stepsOf, wayIn, WAYS_IN } from '../ways-in.ts';

export default clientCheck({
  requirement: 'client.registration.cimd-portable',
  title: 'A URL client id goes along to another authorization server',
  scenario: WAYS_IN,
  judge(story) {
    const steps = stepsOf(story, 'document');
    const elsewhere = new Set(atSecond(story));
    const before = steps.filter((step) => !elsewhere.has(step));
    const after = steps.filter((step) => elsewhere.has(step));
    if (wayIn(before) !== 'document') return doesNotApply('The client has no URL client id.');
    const expected = 'the same URL as client_id at the new authorization server, and no registration';
    if (after.some(({ kind }) => kind === 'registration'))
      return violation(expected, 'a registration there, although it supports documents as well');
    const urlIn = (of: typeof steps) => of.map((step) => clientOf(step) ?? '').find(isUrl);
    if (urlIn(after) === undefined) return stayedBehind(steps);
    return urlIn(after) === urlIn(before)
      ? ok
      : violation(expected, `${urlIn(after) ?? ''}, after ${urlIn(before) ?? ''} before`);
  },
});
