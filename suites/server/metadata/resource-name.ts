import { doesNotApply, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.metadata.resource-name',
  title: 'The metadata gives the resource a name for people',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    return { metadata: exchange, name: document['resource_name'] };
  },
  judge: ({ name }) => {
    if (name === undefined)
      return doesNotApply(
        'There is no resource_name. It is only recommended: people see the bare URL instead.',
      );
    if (typeof name !== 'string')
      return doesNotApply('resource_name is no string; another check judges that.');
    return name.trim() === '' ? violation('a resource_name that people can read', 'an empty one') : ok;
  },
});
