import {
  authorizationServerCheck,
  firstProblem,
  mediaTypeOf,
  notApplicable,
  ok,
  violation,
} from '../../../harness/index.ts';
import { holdsMetadata, lookedAt, placeOf } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.discovery.document-status-and-type',
  title: 'Metadata comes with status 200 as application/json',
  probe: async (server) => {
    // A page for everything, 200 as it may be, is no document.
    const documents = (await lookedAt(server)).filter(
      (exchange) => (exchange.response?.status ?? 500) < 300 && holdsMetadata(exchange),
    );
    if (documents.length === 0)
      throw notApplicable('It publishes no metadata document; another check judges that.');
    return { documents };
  },
  judge: ({ documents }) =>
    firstProblem(
      documents.map((document) => {
        const { status } = document.response;
        const type = mediaTypeOf(document);
        if (status === 200 && type === 'application/json') return ok;
        return violation(
          `${placeOf(document)} is answered with 200 and application/json`,
          `HTTP ${status}, ${type === '' ? 'no Content-Type' : type}`,
        );
      }),
    ),
});
