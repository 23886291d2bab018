import { answered503, gatherOutage, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.introspection-garbage',
  title: 'A web page in place of an answer of the authorization server counts as an outage',
  needs: ['mint', 'outage', 'restart'],
  exclusive: true,
  probe: async (server) => {
    const { unverifiable: plain } = await gatherOutage(server, { mode: 'refused' });
    const { unverifiable, hadKeys, tried } = await gatherOutage(server, { mode: 'html' });
    return { plain, unverifiable, hadKeys, tried };
  },
  judge: ({ plain, ...story }) => answered503(story, plain),
});
