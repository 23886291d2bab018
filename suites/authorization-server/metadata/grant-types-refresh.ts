import { authorizationServerCheck, bodyOf, doesNotApply, ok, tolerated } from '../../../harness/index.ts';
import { placeOf } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.metadata.grant-types',
  title: 'grant_types_supported contains refresh_token where refresh tokens are issued',
  needs: ['login'],
  probe: async (server) => {
    const { exchange: document } = await server.gathered.metadata();
    const said = bodyOf(document)?.['grant_types_supported'] ?? null;
    // What an absent or complete list says cannot be wrong, whatever is issued.
    if (!Array.isArray(said) || said.includes('refresh_token')) return { document, said, issued: false };
    const { reply, refreshToken } = await server.grant();
    return { document, said, token: reply.exchange, issued: refreshToken !== undefined };
  },
  judge: ({ document, said, issued }) => {
    if (said === null || (Array.isArray(said) && said.includes('refresh_token'))) return ok;
    if (!issued) return doesNotApply('It issued no refresh token to the test client.');
    return tolerated(
      `grant_types_supported in ${placeOf(document)} contains refresh_token, as refresh tokens are issued`,
      `it is ${JSON.stringify(said)}`,
    );
  },
});
