import {
  answered503,
  firstProblem,
  gatherOutage,
  notApplicable,
  serverCheck,
  verificationStyle,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.introspection-5xx',
  title: 'An error status of the introspection endpoint counts as an outage and not as an inactive token',
  needs: ['mint', 'outage', 'restart'],
  exclusive: true,
  probe: async (server) => {
    if ((await verificationStyle(server)) !== 'introspection')
      throw notApplicable('The server does not use introspection.');
    const endpoint = 'introspection';
    const { unverifiable: plain } = await gatherOutage(server, { mode: 'refused' });
    const { unverifiable: after500 } = await gatherOutage(server, { mode: '500', endpoint });
    const { unverifiable: after503 } = await gatherOutage(server, { mode: '503', endpoint });
    return { plain, after500, after503 };
  },
  judge: ({ plain, after500, after503 }) =>
    firstProblem(
      [after500, after503].map((unverifiable) =>
        answered503({ unverifiable, hadKeys: false, tried: true }, plain),
      ),
    ),
});
