import { ok, serverCheck, violation } from '../../../harness/index.ts';

/** RFC 9728 §2 gives the empty array a meaning for `bearer_methods_supported`; the other has a check of its own. */
const EXEMPT = new Set(['bearer_methods_supported', 'authorization_servers']);

export default serverCheck({
  requirement: 'server.metadata.no-empty-members',
  title: 'Members without values are left out of the metadata',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    return { metadata: exchange, document };
  },
  judge: ({ document }) => {
    const empty = Object.entries(document).find(
      ([name, value]) => Array.isArray(value) && value.length === 0 && !EXEMPT.has(name),
    );
    return empty === undefined ? ok : violation(`${empty[0]} left out, or with values`, `"${empty[0]}": []`);
  },
});
