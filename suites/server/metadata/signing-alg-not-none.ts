import { doesNotApply, ok, serverCheck, stringsOf, violation } from '../../../harness/index.ts';

const MEMBER = 'resource_signing_alg_values_supported';

export default serverCheck({
  requirement: 'server.metadata.signing-alg-not-none',
  title: 'The signing algorithms of the resource do not include none',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    return { metadata: exchange, stated: MEMBER in document, algorithms: stringsOf(document, MEMBER) };
  },
  judge: ({ stated, algorithms }) => {
    if (!stated) return doesNotApply(`The metadata has no ${MEMBER}.`);
    return algorithms.includes('none') ? violation(`${MEMBER} without none`, JSON.stringify(algorithms)) : ok;
  },
});
