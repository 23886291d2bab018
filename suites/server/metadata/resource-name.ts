import { ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.metadata.resource-name',
  title: 'The metadata gives the resource a name for people',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    return { metadata: exchange, name: document['resource_name'] };
  },
  judge: ({ name }) =>
    typeof name === 'string' && name.trim() !== ''
      ? ok
      : violation('resource_name, shown to people at consent', 'none'),
});
