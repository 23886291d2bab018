import { clientCheck, doesNotApply, isSuccess, ok, violation } from '../../../harness/index.ts';
import { firstExpired, RAN_OUT } from '../ran-out.ts';
import { after, issuedRefreshToken } from '../sequence.ts';

export default clientCheck({
  requirement: 'client.availability.refresh-before-login',
  title: 'A client that has a refresh token tries it before it opens the browser',
  scenario: RAN_OUT,
  reaches: 'token',
  judge(story) {
    const expired = firstExpired(story);
    if (expired === undefined) return doesNotApply('The client never used a token that had run out.');
    const hasOne = story
      .of('code', expired.attempt)
      .some((step) => isSuccess(step) && issuedRefreshToken(step) !== undefined);
    if (!hasOne) return doesNotApply('The client was given no refresh token.');
    const next = after(story, expired).find(({ kind }) => kind === 'refresh' || kind === 'authorization');
    if (next === undefined) return doesNotApply('The client gives up when its token has run out.');
    return next.kind === 'refresh'
      ? ok
      : violation('a refresh before anything else', 'the client opens the browser at once');
  },
});
