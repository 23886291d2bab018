import {
  answered503,
  gatherOutage,
  notApplicable,
  serverCheck,
  verificationStyle,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.unverifiable-503',
  title: 'A token that cannot be checked is answered 503 while the authorization server answers 503 itself',
  needs: ['mint', 'outage', 'restart'],
  exclusive: true,
  probe: async (server) => {
    if ((await verificationStyle(server)) === 'introspection')
      throw notApplicable('The server uses introspection; another check judges error statuses of it.');
    const { unverifiable, hadKeys, tried } = await gatherOutage(server, { mode: '503' });
    return { unverifiable, hadKeys, tried };
  },
  judge: (story) => answered503(story),
});
