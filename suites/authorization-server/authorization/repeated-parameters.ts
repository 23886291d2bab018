import { randomUUID } from 'node:crypto';
import { authorizationServerCheck, tolerated } from '../../../harness/index.ts';
import { bringsCode, isSentToAsked, noneIs, toldOf, tryEach, type Attempt } from '../attempts.ts';

const OTHER = 'https://unregistered.example/callback';
const TWO_URIS = 'two redirect_uri';

const isProcessed = (attempt: Attempt) => bringsCode(attempt) || isSentToAsked(attempt);
const hasTwoUris = ({ what }: Attempt) => what.startsWith(TWO_URIS);

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.repeated-parameters',
  title: 'An authorization request that repeats a parameter is refused',
  needs: ['login'],
  probe: async (server) => {
    const client = await server.client();
    const { id, redirectUri } = client;
    return tryEach(
      server,
      [
        { what: `${TWO_URIS}, the registered one first`, parameters: { redirect_uri: [redirectUri, OTHER] } },
        { what: `${TWO_URIS}, the registered one last`, parameters: { redirect_uri: [OTHER, redirectUri] } },
        { what: 'client_id twice', parameters: { client_id: [id, id] } },
        { what: 'two state', parameters: { state: [randomUUID(), randomUUID()] } },
      ],
      { client, tells: isProcessed },
    );
  },
  judge: ({ attempts }) => {
    const expected = 'invalid_request, at the redirect URI or on a page';
    const judgement = noneIs(attempts, (one) => hasTwoUris(one) && isProcessed(one), expected);
    const other = attempts.find(isProcessed);
    // Each of the two means the same, or only the client is harmed.
    return judgement.kind === 'violation' || other === undefined
      ? judgement
      : tolerated(expected, toldOf(other));
  },
});
