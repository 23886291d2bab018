import { authorizationServerCheck, ok, violation } from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.discovery.issuer-identical',
  title: 'The issuer in the metadata is the identifier from which its URL was built',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    return { document: exchange, issuer: document['issuer'] ?? null, asked: server.issuer };
  },
  judge: ({ issuer, asked }) => {
    if (issuer === asked) return ok;
    const onlySlash = typeof issuer === 'string' && issuer.replace(/\/$/, '') === asked.replace(/\/$/, '');
    const hint = onlySlash ? ' (they differ in a slash at the end only)' : '';
    return violation(`issuer is ${asked}`, `issuer is ${JSON.stringify(issuer)}${hint}`);
  },
});
