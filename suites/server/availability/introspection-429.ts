import { answered503, gatherOutage, headerOf, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.introspection-429',
  title:
    'A rate limit of the authorization server is passed on as 503 or 429 with a delay, not as a bad token',
  needs: ['mint', 'outage', 'restart'],
  exclusive: true,
  probe: async (server) => {
    const { unverifiable: plain } = await gatherOutage(server, { mode: 'refused' });
    const { unverifiable, hadKeys, tried } = await gatherOutage(server, { mode: '429' });
    return { plain, unverifiable, hadKeys, tried };
  },
  judge: ({ plain, ...story }) => {
    const { status, headers } = story.unverifiable.response;
    if (status !== 503 && status !== 429) return answered503(story, plain);
    const hasDelay = headerOf(headers, 'retry-after') !== undefined;
    // A server that never names a delay is judged by the check of Retry-After.
    const namesOne = headerOf(plain.response.headers, 'retry-after') !== undefined;
    return hasDelay || !namesOne ? ok : violation('a Retry-After', `HTTP ${status} without one`);
  },
});
