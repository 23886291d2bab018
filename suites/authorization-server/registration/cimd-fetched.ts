import {
  authorizationServerCheck,
  goodRequestProceeds,
  noCode,
  ok,
  unclear,
  untested,
  violation,
} from '../../../harness/index.ts';
import { proceeds } from '../attempts.ts';
import { answerOf, clientAt, OUT_OF_REACH, tryGood } from '../client-documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.cimd-fetched',
  title: 'The document of a client is read when the client asks for an authorization',
  needs: ['login'],
  // Whoever refuses everybody refuses a URL too.
  control: goodRequestProceeds,
  probe: async (server) => {
    const { published, authorization } = await tryGood(server);
    const { fetches } = published;
    const stranger = await server.authorize({
      client: clientAt(server, 'nobody-knows-this-client'),
      login: false,
    });
    const isTaken = authorization.code !== undefined;
    // It may be read after the login.
    if (fetches === 0 && !isTaken && proceeds(authorization)) throw noCode(authorization);
    const evidence = authorization.exchanges.map(({ id }) => id);
    if (fetches === 0 && !isTaken && !server.documents().isPublic) throw untested(OUT_OF_REACH, evidence);
    return {
      request: authorization.exchanges,
      stranger: stranger.exchanges,
      fetches,
      isTaken,
      likeStranger: answerOf(authorization) === answerOf(stranger),
    };
  },
  judge: ({ fetches, isTaken, likeStranger }) => {
    if (fetches > 0) return ok;
    const expected = 'the document at the URL in client_id is fetched';
    if (isTaken) return violation(expected, 'the client got a code, and nobody fetched its document');
    if (likeStranger) return violation(expected, 'it was not, and the client is answered as an unknown one');
    return unclear('The document was not fetched, but the client is not answered as an unknown one either.');
  },
});
