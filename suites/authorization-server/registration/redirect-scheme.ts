import { authorizationServerCheck, firstProblem, ok, tolerated } from '../../../harness/index.ts';
import { goodRegistration, listOf, notRegistered, registerWith } from '../registrations.ts';

/** The last one stands behind a good one: each entry counts. */
const BAD: readonly string[] = [
  'http://evil.example/cb',
  'javascript:alert(1)',
  'data:text/html,x',
  'https://client.example/cb#fragment',
  'http://hidden.example/cb',
];
const HIDDEN = BAD.length - 1;
const isFragmentOnly = (uri: string) => uri.startsWith('https:') && uri.includes('#');

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.redirect-scheme',
  title: 'A redirect URI that is neither https nor loopback is not registered',
  needs: ['registration'],
  control: goodRegistration,
  probe: async (server) => {
    const good = (await server.gathered.registration()).request.redirect_uris;
    const attempts = BAD.map((uri, index) =>
      registerWith(server, { redirect_uris: index === HIDDEN ? [...good, uri] : [uri] }),
    );
    return { attempts: await Promise.all(attempts), uris: [...BAD] };
  },
  judge: ({ attempts, uris }) =>
    firstProblem(
      attempts.map((exchange, index) => {
        const uri = uris[index] ?? '';
        const kept = listOf(exchange, 'redirect_uris');
        // RFC 7591 §2: a server may register something else than was asked for, if it says so.
        if (kept !== undefined && !kept.includes(uri)) return ok;
        const judgement = notRegistered(exchange, `the redirect URI ${uri}`);
        // The duty names schemes; that a fragment has no place there is said of the URI, and not of registering it.
        return judgement.kind === 'violation' && isFragmentOnly(uri)
          ? tolerated(judgement.expected, judgement.actual)
          : judgement;
      }),
    ),
});
