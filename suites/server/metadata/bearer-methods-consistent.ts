import { doesNotApply, ok, serverCheck, stringsOf, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.metadata.bearer-methods-consistent',
  title: 'bearer_methods_supported has header and not query',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    const stated = Array.isArray(document['bearer_methods_supported']);
    return { metadata: exchange, stated, methods: stringsOf(document, 'bearer_methods_supported') };
  },
  judge: ({ stated, methods }) => {
    if (!stated) return doesNotApply('The metadata has no bearer_methods_supported.');
    if (methods.includes('header') && !methods.includes('query')) return ok;
    return violation(
      '["header"]: MCP tokens travel in the Authorization field only',
      JSON.stringify(methods),
    );
  },
});
