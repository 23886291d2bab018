import { describe, ok, serverCheck, unclear, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.transport.delete-needs-token',
  title: 'DELETE without a token is refused',
  probe: async (server) => {
    await server.gathered.protectedOperation();
    return { bare: await server.send({ method: 'DELETE', url: server.url }) };
  },
  judge: ({ bare }) => {
    const { status } = bare.response;
    if (status < 300) return violation('a refusal of DELETE without a token', describe(bare));
    return status >= 500 ? unclear(`DELETE without a token was answered ${describe(bare)}.`) : ok;
  },
});
