import { answered503, gatherOutage, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.unverifiable-503',
  title: 'A token that cannot be checked is answered 503 while the authorization server refuses connections',
  needs: ['mint', 'outage', 'restart'],
  exclusive: true,
  probe: async (server) => {
    const { unverifiable, hadKeys, tried } = await gatherOutage(server, { mode: 'refused' });
    return { unverifiable, hadKeys, tried };
  },
  judge: (story) => answered503(story),
});
