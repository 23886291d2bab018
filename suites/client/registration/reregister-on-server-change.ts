import { atSecond, clientCheck, clientOf, ok, registeredIn, violation } from '../../../harness/index.ts';
import { MOVED, stayedBehind } from '../moved.ts';
import { noRegistration } from '../registrations.ts';

export default clientCheck({
  requirement: 'client.registration.reregister-on-server-change',
  title: 'At a new authorization server the client registers before it asks for authorization',
  scenario: MOVED,
  judge(story) {
    if (registeredIn(story, 1).size === 0) return noRegistration(story);
    const there = atSecond(story);
    const request = there.find(({ kind }) => kind === 'authorization');
    if (request === undefined) return stayedBehind(story.steps);
    const isRegistered = there
      .slice(0, there.indexOf(request))
      .some((step) => step.kind === 'registration' && clientOf(step) === clientOf(request));
    if (isRegistered) return ok;
    return violation(
      'a registration at the new authorization server, and an authorization request with the id of that',
      `an authorization request with client_id ${clientOf(request) ?? '(none)'}, which was not registered there`,
    );
  },
});
