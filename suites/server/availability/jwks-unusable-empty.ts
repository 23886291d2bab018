import {
  answered503,
  gatherOutage,
  notApplicable,
  serverCheck,
  verificationStyle,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.jwks-unusable',
  title: 'A key set without keys vouches for no token: the answer is 503',
  needs: ['mint', 'outage', 'restart'],
  exclusive: true,
  probe: async (server) => {
    if ((await verificationStyle(server)) !== 'local')
      throw notApplicable('The server asks the authorization server about tokens and needs no keys.');
    const { unverifiable: plain } = await gatherOutage(server, { mode: 'refused' });
    const { unverifiable, hadKeys, tried } = await gatherOutage(server, {
      mode: 'empty-key-set',
      endpoint: 'jwks',
    });
    return { plain, unverifiable, hadKeys, tried };
  },
  judge: ({ plain, ...story }) => answered503(story, plain),
});
