import {
  authorizationServerCheck,
  bodyOf,
  firstProblem,
  notApplicable,
  ok,
  violation,
} from '../../../harness/index.ts';
import { isOpenId, placeOf, publishedDocuments } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.metadata.no-empty-members',
  title: 'The OAuth metadata document has no empty arrays',
  probe: async (server) => {
    const documents = (await publishedDocuments(server)).filter((exchange) => !isOpenId(exchange));
    if (documents.length === 0) throw notApplicable('It offers no OAuth metadata document.');
    return { documents };
  },
  judge: ({ documents }) =>
    firstProblem(
      documents.map((exchange) => {
        const members = Object.entries(bodyOf(exchange) ?? {});
        const empty = members.filter(([, value]) => Array.isArray(value) && value.length === 0);
        if (empty.length === 0) return ok;
        const names = empty.map(([name]) => name).join(', ');
        return violation(`${placeOf(exchange)} leaves out members without values`, `empty arrays: ${names}`);
      }),
    ),
});
