import {
  clientCheck,
  clientOf,
  firstProblem,
  ok,
  unclear,
  violation,
  type Judgement,
  type Step,
  type Story,
} from '../../../harness/index.ts';
import { ASSIGNED_METHODS } from '../assigned-methods.ts';
import { noRegistration } from '../registrations.ts';

export default clientCheck({
  requirement: 'client.registration.uses-assigned-auth-method',
  title: 'At the token endpoint the client authenticates as it was registered to',
  scenario: ASSIGNED_METHODS,
  reaches: 'discovered',
  judge(story) {
    const registrations = story.of('registration').filter((step) => clientOf(step) !== undefined);
    if (registrations.length === 0) return noRegistration(story);
    const judged = registrations.flatMap((registration) => usesOf(story, registration));
    return judged.length === 0 ? unclear('The client made no token request.') : firstProblem(judged);
  },
});

function usesOf(story: Story, registration: Step): Judgement[] {
  const assigned = registration.got['token_endpoint_auth_method'];
  return [...story.of('code'), ...story.of('refresh')]
    .filter((step) => clientOf(step) === clientOf(registration))
    .map(({ facts: { authentication = 'none' } }) =>
      authentication === assigned
        ? ok
        : violation(
            `${String(assigned)}, which the registration was answered with`,
            authentication === 'several' ? 'several methods at once' : authentication,
          ),
    );
}
