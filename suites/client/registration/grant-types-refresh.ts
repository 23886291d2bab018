import { clientCheck, clientOf, doesNotApply, firstProblem, ok, violation } from '../../../harness/index.ts';
import { ASSIGNED_METHODS } from '../assigned-methods.ts';
import { noRegistration } from '../registrations.ts';

export default clientCheck({
  requirement: 'client.registration.grant-types-refresh',
  title: 'A client that refreshes has registered for it',
  scenario: ASSIGNED_METHODS,
  reaches: 'discovered',
  judge(story) {
    const registrations = story.of('registration');
    if (registrations.length === 0) return noRegistration(story);
    const refreshing = new Set(story.of('refresh').map(clientOf));
    return firstProblem(
      registrations.map((registration) => {
        const { grant_types: types } = registration.sent;
        if (Array.isArray(types) && types.includes('refresh_token')) return ok;
        if (!refreshing.has(clientOf(registration)))
          return doesNotApply('The client neither registers for refresh tokens nor uses them.');
        return violation(
          'refresh_token in the grant_types of the registration',
          `grant_types ${JSON.stringify(types ?? 'left out, which means authorization_code only')}, and a refresh later`,
        );
      }),
    );
  },
});
