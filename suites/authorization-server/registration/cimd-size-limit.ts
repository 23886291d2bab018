import { authorizationServerCheck } from '../../../harness/index.ts';
import { documentOf, noneTaken, tryDocuments } from '../client-documents.ts';

const MEGABYTES = 10;

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.cimd-size-limit',
  title: `A document of ${MEGABYTES} megabytes is refused`,
  needs: ['login'],
  probe: (server) => {
    const padded = (url: string) => {
      const text = JSON.stringify(documentOf(server, url));
      return { body: `${text.slice(0, -1)},"padding":"${'x'.repeat(MEGABYTES * 1_000_000)}"}` };
    };
    return tryDocuments(server, [{ what: `a document of ${MEGABYTES} megabytes`, content: padded }]);
  },
  judge: ({ attempts }) => noneTaken(attempts, 'an error page: no more than about 5 kilobytes are read'),
});
