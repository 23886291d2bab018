import { notApplicable, refusedWith401, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.challenge.status-401',
  title: 'A request for a protected operation without a token is answered with HTTP 401',
  probe: async (server) => {
    const protection = await server.gathered.protection();
    if (protection.state === 'open') throw notApplicable(protection.reason, protection.evidence);
    const { bare } = await server.gathered.protectedOperation();
    return { bare };
  },
  judge: ({ bare }) => refusedWith401(bare, 'a request without a token'),
});
