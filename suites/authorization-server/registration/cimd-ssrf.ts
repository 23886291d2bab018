import {
  authorizationServerCheck,
  isLoopback,
  ok,
  openBait,
  untested,
  violation,
} from '../../../harness/index.ts';
import { clientAt, documentHost, requireGood } from '../client-documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.cimd-ssrf',
  title: 'No client document is fetched from loopback',
  needs: ['login'],
  probe: async (server) => {
    const host = await documentHost(server);
    // Elsewhere its loopback is not ours: nothing would be seen, and nothing of others is to be aimed at.
    if (server.situation !== 'lab' && !isLoopback(new URL(server.issuer).hostname))
      throw untested('What it fetches inside of its network is seen there only: test it on this machine.');
    if (!host.isPublic)
      throw untested(
        'The documents of this run stand on loopback themselves. Give --document-host with a public URL that leads to a port of this machine.',
      );
    await requireGood(server);
    await using bait = await openBait({});
    const plain = bait.url('/client.json');
    const ids = [plain, plain.replace('127.0.0.1', 'localhost')].map((url) => url.replace('http:', 'https:'));
    const requests = await Promise.all(
      ids.map((id) => server.authorize({ client: clientAt(server, id), login: false })),
    );
    return {
      requests: requests.flatMap(({ exchanges }) => exchanges),
      connections: bait.connections,
    };
  },
  judge: ({ connections }) =>
    connections === 0
      ? ok
      : violation(
          'a client_id whose host is on loopback is refused, and nobody goes there',
          `it opened ${connections === 1 ? 'a connection' : `${connections} connections`} to loopback`,
        ),
});
