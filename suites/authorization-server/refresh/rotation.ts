import {
  authorizationServerCheck,
  doesNotApply,
  ok,
  refreshStory,
  violation,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.refresh.rotation',
  title: 'Each refresh by a public client brings a new refresh token',
  needs: ['login'],
  waits: true,
  // Where the old token is taken a while passes, which would spoil what others have under way.
  exclusive: true,
  probe: async (server) => {
    const { refresh, successor, isBound } = await refreshStory(server);
    return { refresh, successor, isBound };
  },
  judge: ({ successor, isBound }) => {
    if (successor === 'another') return ok;
    if (isBound)
      return doesNotApply(
        'The tokens are bound to a key of the client (RFC 9449), which also protects them.',
      );
    return violation(
      'the refresh response holds a refresh token that differs from the one that was used',
      successor === 'the same' ? 'it holds the same refresh token again' : 'it holds no refresh token',
    );
  },
});
