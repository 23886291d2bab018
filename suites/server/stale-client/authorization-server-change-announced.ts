import type { Exchange, ServerContext } from '../../../harness/index.ts';
import {
  describe,
  documentOf,
  doesNotApply,
  firstProblem,
  goodTokenAccepted,
  inconclusive,
  isServed,
  notApplicable,
  ok,
  serverCheck,
  stringsOf,
  unclear,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.stale-client.authorization-server-change-announced',
  title:
    'A server that was moved to another authorization server announces it and refuses tokens of the old one',
  needs: ['mint', 'restart'],
  control: goodTokenAccepted,
  exclusive: true,
  probe: async (server) => {
    const { url, exchange, document } = await server.gathered.metadata();
    const { urls } = server.lab().mock;
    if (!names(stringsOf(document, 'authorization_servers'), [urls.issuer, urls.environment]))
      throw notApplicable(
        'The metadata does not name the authorization server before the move either; other checks judge that.',
        [exchange.id],
      );
    await server.gathered.protectedOperation();
    const old = await server.goodToken();
    const moved = await moveAway(server);
    try {
      const fresh = await server.mint({}, moved.mock);
      return {
        document: await server.send({ url, headers: { accept: 'application/json' } }),
        fresh: await call(server, fresh),
        old: await call(server, old),
        issuers: [moved.mock.urls.issuer, moved.mock.urls.environment],
      };
    } finally {
      await moved.back();
    }
  },
  judge: ({ document, fresh, old, issuers }) => {
    const listed = stringsOf(documentOf(document), 'authorization_servers');
    const isAnnounced = names(listed, issuers);
    if (!isServed(fresh)) {
      return isAnnounced
        ? unclear(`A token of the new authorization server was answered ${describe(fresh)}.`)
        : doesNotApply('The server did not take the other authorization server from its start options.');
    }
    return firstProblem([
      isAnnounced
        ? ok
        : violation('the metadata names the new authorization server', listed.join(', ') || 'it names none'),
      isServed(old)
        ? violation('tokens of the old authorization server get 401', `${describe(old)}: accepted`)
        : ok,
    ]);
  },
});

async function moveAway(server: ServerContext) {
  try {
    return await server.lab().moveAway();
  } catch {
    throw inconclusive('The server under test did not start again; its log says why.');
  }
}

function names(listed: string[], issuers: string[]): boolean {
  return listed.some((issuer) => issuers.includes(issuer.replace(/\/$/, '')));
}

function call(server: ServerContext, token: string): Promise<Exchange> {
  return server.call({ token });
}
