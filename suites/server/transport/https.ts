import { doesNotApply, isLoopback, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.transport.https',
  title: 'The endpoint of a protected server is reached over https',
  probe: async (server) => {
    const { bare } = await server.gathered.protectedOperation();
    return { bare, strictHttps: server.target.strictHttps };
  },
  judge: ({ bare, strictHttps }) => {
    const { protocol, hostname } = new URL(bare.request.url);
    if (protocol === 'https:') return ok;
    return isLoopback(hostname) && !strictHttps
      ? doesNotApply('The server is reached over loopback, where http is customary.')
      : violation('an https URL', bare.request.url);
  },
});
