import {
  authorizationServerCheck,
  bodyOf,
  doesNotApply,
  firstProblem,
  ok,
  stringsOf,
  violation,
} from '../../../harness/index.ts';
import { isForMachines, placeOf, publishedDocuments } from '../documents.ts';

const MEMBER = 'code_challenge_methods_supported';

export default authorizationServerCheck({
  requirement: 'authorization-server.metadata.pkce-advertised',
  title: 'Each metadata document says that S256 code challenges are supported',
  probe: async (server) => ({ documents: await publishedDocuments(server) }),
  judge: ({ documents }) =>
    firstProblem(
      documents.map((exchange) => {
        const document = bodyOf(exchange) ?? {};
        if (isForMachines(document)) return doesNotApply('It has no grant type that uses code challenges.');
        if (stringsOf(document, MEMBER).includes('S256')) return ok;
        const { [MEMBER]: said } = document;
        return violation(
          `${MEMBER} in ${placeOf(exchange)} contains S256`,
          said === undefined ? 'it is absent' : `it is ${JSON.stringify(said)}`,
        );
      }),
    ),
});
