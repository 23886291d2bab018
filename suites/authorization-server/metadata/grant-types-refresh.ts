import { authorizationServerCheck, bodyOf, doesNotApply, ok, tolerated } from '../../../harness/index.ts';
import { placeOf, publishedDocuments } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.metadata.grant-types',
  title: 'grant_types_supported contains refresh_token where refresh tokens are issued',
  needs: ['login'],
  probe: async (server) => {
    const [document] = await publishedDocuments(server);
    const said = (document && bodyOf(document)?.['grant_types_supported']) ?? null;
    // What an absent or complete list says cannot be wrong, whatever is issued.
    if (!Array.isArray(said) || said.includes('refresh_token')) return { document, said, issued: false };
    const { reply, refreshToken } = await server.grant();
    return { document, said, token: reply.exchange, issued: refreshToken !== undefined };
  },
  judge: ({ document, said, issued }) => {
    if (said === null || (Array.isArray(said) && said.includes('refresh_token'))) return ok;
    if (!issued) return doesNotApply('It issued no refresh token to the test client.');
    return tolerated(
      `grant_types_supported in ${document === undefined ? 'the metadata' : placeOf(document)} contains refresh_token, as refresh tokens are issued`,
      `it is ${JSON.stringify(said)}`,
    );
  },
});
