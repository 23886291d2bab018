import {
  authorizationServerCheck,
  doesNotApply,
  isTokenResponse,
  ok,
  TOO_MANY,
  refreshStory,
  unclear,
  violation,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.refresh.reuse-revokes-family',
  title: 'The reuse of a replaced refresh token ends the newest one too',
  needs: ['login'],
  waits: true,
  // Where the old token is taken a while passes, which would spoil what others have under way.
  exclusive: true,
  probe: async (server) => {
    const { refresh, use, reuse, lateReuse, newest } = await refreshStory(server);
    return { refresh, use, reuse, lateReuse, newest };
  },
  judge: ({ reuse, newest }) => {
    if (reuse === undefined)
      return doesNotApply('A refresh brings no new refresh token; another check judges that.');
    if (newest === undefined)
      return doesNotApply('The old refresh token is not refused; another check judges that.');
    const { status } = newest.response;
    if (status === 429) return unclear(TOO_MANY);
    if (isTokenResponse(newest))
      return violation(
        'the newest refresh token is refused with invalid_grant after an old one was used again',
        'the newest refresh token still brings tokens',
      );
    if (status >= 400 && status < 500) return ok;
    return unclear(`The newest refresh token was answered HTTP ${status}, which is neither yes nor no.`);
  },
});
