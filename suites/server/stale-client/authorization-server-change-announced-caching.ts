import { headerOf, ok, serverCheck, violation } from '../../../harness/index.ts';

/** Clients may hold on to a document for so long without asking again. */
const LIMIT_SECONDS = 86_400;

export default serverCheck({
  requirement: 'server.stale-client.authorization-server-change-announced',
  title: 'The metadata may be cached for a day at most, so that a change reaches the clients',
  probe: async (server) => {
    const { exchange } = await server.gathered.metadata();
    return { document: exchange };
  },
  judge: ({ document: { response } }) => {
    const control = headerOf(response.headers, 'cache-control') ?? '';
    const maxAge = /(?:^|[\s,])max-age="?(\d+)/i.exec(control)?.[1];
    const mustAsk = /\bno-(?:store|cache)\b/i.test(control);
    return mustAsk || maxAge === undefined || Number(maxAge) <= LIMIT_SECONDS
      ? ok
      : violation(`max-age of at most ${LIMIT_SECONDS} seconds`, `Cache-Control: ${control}`);
  },
});
