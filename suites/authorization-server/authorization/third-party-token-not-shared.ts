import { authorizationServerCheck, doesNotApply, ok, readJws, violation } from '../../../harness/index.ts';
import { forwardedTo, siteOf } from '../third-party.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.third-party-token-not-shared',
  title: 'The access token is its own, and not that of the third party where people log in',
  needs: ['login'],
  probe: async (server) => {
    const { accessToken, authorization, reply } = await server.grant();
    const own = new URL(await server.endpoint('authorization_endpoint')).host;
    const iss = readJws(accessToken)?.claims['iss'];
    return {
      // The third party is not under test, whether it answers or not.
      exchanges: authorization.exchanges.slice(0, 1),
      token: reply.exchange,
      thirdParty: forwardedTo(authorization, own)?.host ?? null,
      // null: the token does not say.
      issuedBy: typeof iss === 'string' && URL.canParse(iss) ? new URL(iss).host : null,
    };
  },
  judge: ({ thirdParty, issuedBy }) => {
    if (thirdParty === null) return doesNotApply('It sends nobody on to a third party to log in.');
    if (issuedBy === null)
      return doesNotApply('The access token does not say who issued it, so it cannot be told from another.');
    const isTheirs = siteOf(issuedBy) === siteOf(thirdParty);
    return isTheirs
      ? violation('an access token with its own issuer', `an access token issued by ${issuedBy}`)
      : ok;
  },
});
