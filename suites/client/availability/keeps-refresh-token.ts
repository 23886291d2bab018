import { clientCheck, doesNotApply, isSuccess, ok, violation } from '../../../harness/index.ts';
import { REFRESHED_WITHOUT_ROTATION } from '../ran-out.ts';
import { after, remembersToken } from '../sequence.ts';

export default clientCheck({
  requirement: 'client.availability.keeps-refresh-token',
  title: 'A refresh that brings no new refresh token leaves the old one in use',
  scenario: REFRESHED_WITHOUT_ROTATION,
  reaches: 'token',
  judge(story) {
    const [first, second] = story.of('refresh');
    if (first === undefined || !isSuccess(first)) return doesNotApply('The client does not refresh.');
    const token = first.parameters['refresh_token'];
    if (second?.parameters['refresh_token'] === token) return ok;
    const login = [
      ...after(story, first),
      ...story.steps.filter(({ attempt }) => attempt > first.attempt && remembersToken(story, attempt)),
    ].find(({ kind }) => kind === 'authorization');
    if (second === undefined && login === undefined)
      return doesNotApply('The client did not need another refresh.');
    return violation(
      'a second refresh with the same refresh token',
      second === undefined
        ? 'a login in its place'
        : `a refresh with ${second.parameters['refresh_token'] ?? 'none'}`,
    );
  },
});
