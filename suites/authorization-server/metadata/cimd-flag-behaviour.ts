import {
  authorizationServerCheck,
  clientMetadata,
  goodRequestProceeds,
  noCode,
  ok,
  REDIRECT_URI,
  unclear,
  untested,
  violation,
  type Authorization,
} from '../../../harness/index.ts';
import { answerOf, OUT_OF_REACH } from '../client-documents.ts';

const FLAG = 'client_id_metadata_document_supported';

export default authorizationServerCheck({
  requirement: 'authorization-server.metadata.cimd-flag',
  title: 'The metadata says rightly whether the URL of a document is taken as client_id',
  needs: ['login'],
  // Whoever refuses everybody refuses a URL too.
  control: goodRequestProceeds,
  probe: async (server) => {
    const { exchange: document, document: metadata } = await server.gathered.metadata();
    const redirectUri = server.target.login?.redirectUri ?? REDIRECT_URI;
    const published = server.documents().publish((own) => ({
      client_id: own,
      ...clientMetadata(redirectUri, 'none'),
    }));
    const common = { strategy: 'cimd', method: 'none', redirectUri } as const;
    const [known, stranger] = await Promise.all([
      server.authorize({ client: { id: published.url, ...common } }),
      server.authorize({ client: { id: 'nobody-knows-this-client', ...common }, login: false }),
    ]);
    const { fetches } = published;
    const isTaken = fetches > 0 && isWelcome(known);
    // A page before anybody was asked about the client says nothing: it may be fetched after the login.
    if (fetches === 0 && isWelcome(known)) throw noCode(known);
    const likeStranger = fetches === 0 && answerOf(known) === answerOf(stranger);
    if (metadata[FLAG] === true && likeStranger && !server.documents().isPublic)
      throw untested(
        OUT_OF_REACH,
        known.exchanges.map(({ id }) => id),
      );
    return {
      document,
      known: known.exchanges,
      stranger: stranger.exchanges,
      flag: metadata[FLAG] === true,
      isTaken,
      likeStranger,
    };
  },
  judge: ({ flag, isTaken, likeStranger }) => {
    if (flag === isTaken) return ok;
    if (isTaken) return violation(`${FLAG} is true, as URL client identifiers work`, 'it is not');
    return likeStranger
      ? violation(
          `a URL client identifier works, as ${FLAG} is true`,
          'it is answered as an unknown client is',
        )
      : unclear('The URL client identifier was refused, but not as an unknown client is.');
  },
});

function isWelcome({ end, code, reply }: Authorization): boolean {
  return end === 'callback' ? code !== undefined : end === 'page' && (reply.status ?? 500) < 300;
}
