import {
  authorizationServerCheck,
  doesNotApply,
  isTokenResponse,
  LONGEST_GRACE_SECONDS,
  ok,
  TOO_MANY,
  refreshStory,
  tolerated,
  unclear,
  violation,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.refresh.old-token-refused',
  title: 'A refresh token is refused once its successor was used',
  needs: ['login'],
  waits: true,
  // Where the old token is taken a while passes, which would spoil what others have under way.
  exclusive: true,
  probe: async (server) => {
    const { refresh, use, reuse, lateReuse, pauseSeconds } = await refreshStory(server);
    return { refresh, use, reuse, lateReuse, pauseSeconds };
  },
  judge: ({ reuse, lateReuse, pauseSeconds }) => {
    const last = lateReuse ?? reuse;
    if (last === undefined)
      return doesNotApply('A refresh brings no new refresh token; another check judges that.');
    const { status } = last.response;
    if (status === 429) return unclear(TOO_MANY);
    if (status >= 400 && status < 500) return ok;
    if (!isTokenResponse(last))
      return unclear(`The old refresh token was answered HTTP ${status}, which is neither yes nor no.`);
    const expected = 'the old refresh token is refused with invalid_grant after its successor was used';
    const actual = `it still brings tokens ${pauseSeconds} s later`;
    if (pauseSeconds >= LONGEST_GRACE_SECONDS) return violation(expected, actual);
    // Some servers allow a retry for half a minute or so, in case that the response got lost.
    return tolerated(
      expected,
      `${actual}; whether that is a grace time, --wait-expiry finds out in a minute`,
    );
  },
});
