import { doesNotApply, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.metadata.bearer-methods-consistent',
  title: 'bearer_methods_supported has header and not query',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    return { metadata: exchange, methods: document['bearer_methods_supported'] };
  },
  judge: ({ methods }) => {
    if (methods === undefined) return doesNotApply('The metadata has no bearer_methods_supported.');
    if (!Array.isArray(methods))
      return doesNotApply('bearer_methods_supported is no array; another check judges that.');
    if (methods.includes('header') && !methods.includes('query')) return ok;
    return violation(
      '["header"]: MCP tokens travel in the Authorization field only',
      JSON.stringify(methods).slice(0, 100),
    );
  },
});
