import {
  authorizationServerCheck,
  describe,
  doesNotApply,
  noCode,
  ok,
  untested,
  violation,
  type Exchange,
} from '../../../harness/index.ts';
import { proceeds } from '../attempts.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.no-307',
  title: 'What is redirected after a form was posted is not posted again',
  needs: ['login'],
  probe: async (server) => {
    const authorization = await server.authorize();
    const { exchanges, end } = authorization;
    const posted = exchanges.filter(({ request }) => request.method === 'POST');
    // What is posted again may go wrong by that very thing.
    if (!proceeds(authorization) && !posted.some(isPostedAgain)) throw noCode(authorization);
    if (posted.length === 0 && end === 'page')
      throw untested('The login was not gone through: give --login browser or a script.');
    return { exchanges, posted };
  },
  judge: ({ posted }) => {
    const redirects = posted.filter(({ response }) => response.status >= 300 && response.status < 400);
    if (redirects.length === 0)
      return doesNotApply('No redirect followed a posted form: nothing that may carry credentials.');
    const again = redirects.find(({ response }) => response.status === 307 || response.status === 308);
    return again === undefined ? ok : violation('303 or 302 after a posted form', describe(again));
  },
});

function isPostedAgain({ response }: Exchange): boolean {
  return response?.status === 307 || response?.status === 308;
}
