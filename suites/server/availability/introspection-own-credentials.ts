import {
  answered503,
  gatherOutage,
  notApplicable,
  ok,
  serverCheck,
  verificationStyle,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.introspection-own-credentials',
  title:
    "When the introspection endpoint refuses the server's own credentials, the client's token is not blamed",
  needs: ['mint', 'outage', 'restart'],
  exclusive: true,
  probe: async (server) => {
    if ((await verificationStyle(server)) !== 'introspection')
      throw notApplicable('The server does not use introspection.');
    const { unverifiable: plain } = await gatherOutage(server, { mode: 'refused' });
    const { unverifiable } = await gatherOutage(server, { mode: '401', endpoint: 'introspection' });
    return { plain, unverifiable };
  },
  judge: ({ plain, unverifiable }) =>
    // The fault is the server's own configuration, which 500 says as well.
    unverifiable.response.status === 500
      ? ok
      : answered503({ unverifiable, hadKeys: false, tried: true }, plain),
});
