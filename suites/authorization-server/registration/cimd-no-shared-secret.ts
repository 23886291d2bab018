import { authorizationServerCheck, tolerated } from '../../../harness/index.ts';
import { toldOf } from '../attempts.ts';
import { documentOf, noneTaken, tryDocuments } from '../client-documents.ts';

const EXPECTED = 'an error page: what everybody can read is no secret';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.cimd-no-shared-secret',
  title: 'A document of a client with a shared secret is refused',
  needs: ['login'],
  probe: async (server) => {
    const saying = (what: string, change: Parameters<typeof documentOf>[2]) => ({
      what,
      content: (url: string) => documentOf(server, url, change),
    });
    const secret = { client_secret: 'everybody-can-read-this-secret-0123456789' };
    const methods = ['client_secret_basic', 'client_secret_post', 'client_secret_jwt'].map((method) =>
      saying(method, { token_endpoint_auth_method: method, ...secret }),
    );
    const { exchanges, attempts } = await tryDocuments(server, [
      ...methods,
      saying('client_secret_post without a secret', { token_endpoint_auth_method: 'client_secret_post' }),
      saying('a secret of a public client', secret),
    ]);
    return { exchanges, attempts: attempts.slice(0, -1), unused: attempts.slice(-1) };
  },
  judge: ({ attempts, unused }) => {
    const judgement = noneTaken(attempts, EXPECTED);
    const [kept] = unused.filter(({ hasCode }) => hasCode);
    if (judgement.kind === 'violation' || kept === undefined) return judgement;
    // Whoever reads over a secret that nothing needs does not accept it as one.
    return tolerated(EXPECTED, toldOf(kept));
  },
});
