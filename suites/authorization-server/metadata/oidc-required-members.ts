import {
  authorizationServerCheck,
  bodyOf,
  firstProblem,
  notApplicable,
  ok,
  tolerated,
} from '../../../harness/index.ts';
import { isOpenId, placeOf, publishedDocuments } from '../documents.ts';

const REQUIRED = ['jwks_uri', 'subject_types_supported', 'id_token_signing_alg_values_supported'];

export default authorizationServerCheck({
  requirement: 'authorization-server.metadata.oidc-required-members',
  title: 'An OpenID Connect discovery document has what OpenID Connect requires',
  probe: async (server) => {
    const documents = (await publishedDocuments(server)).filter(isOpenId);
    if (documents.length === 0) throw notApplicable('It offers no OpenID Connect discovery document.');
    return { documents };
  },
  // Clients of MCP do not need these members: it only warns.
  judge: ({ documents }) =>
    firstProblem(
      documents.map((exchange) => {
        const document = bodyOf(exchange) ?? {};
        const missing = REQUIRED.filter((name) => document[name] === undefined);
        if (missing.length === 0) return ok;
        return tolerated(`${placeOf(exchange)} has ${REQUIRED.join(', ')}`, `missing: ${missing.join(', ')}`);
      }),
    ),
});
