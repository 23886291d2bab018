import { ok, serverCheck, stringsOf, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.metadata.no-offline-access',
  title: 'scopes_supported does not contain offline_access',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    return { metadata: exchange, scopes: stringsOf(document, 'scopes_supported') };
  },
  judge: ({ scopes }) =>
    scopes.includes('offline_access')
      ? violation('scopes of the resource only', 'offline_access among them')
      : ok,
});
