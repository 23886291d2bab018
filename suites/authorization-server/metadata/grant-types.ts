import {
  authorizationServerCheck,
  bodyOf,
  doesNotApply,
  firstProblem,
  ok,
  violation,
} from '../../../harness/index.ts';
import { isForMachines, placeOf, publishedDocuments } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.metadata.grant-types',
  title: 'grant_types_supported contains authorization_code',
  probe: async (server) => ({ documents: await publishedDocuments(server) }),
  judge: ({ documents }) =>
    firstProblem(
      documents.map((exchange) => {
        const document = bodyOf(exchange) ?? {};
        const { grant_types_supported: grants } = document;
        // RFC 8414 §2: an absent member means authorization_code and implicit.
        if (grants === undefined) return ok;
        if (isForMachines(document))
          return doesNotApply('It is for machines only: no grant type is for people.');
        if (Array.isArray(grants) && grants.includes('authorization_code')) return ok;
        return violation(
          `grant_types_supported in ${placeOf(exchange)} contains authorization_code`,
          `it is ${JSON.stringify(grants)}`,
        );
      }),
    ),
});
