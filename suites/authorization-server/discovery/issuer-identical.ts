import { authorizationServerCheck, bodyOf, doesNotApply, ok, violation } from '../../../harness/index.ts';
import { publishedDocuments } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.discovery.issuer-identical',
  title: 'The issuer in the metadata is the identifier from which its URL was built',
  probe: async (server) => {
    // The first one is the one that a client reads; whether others agree is another question.
    const [document] = await publishedDocuments(server);
    return { document, asked: server.issuer };
  },
  judge: ({ document, asked }) => {
    const issuer = document === undefined ? undefined : bodyOf(document)?.['issuer'];
    if (issuer === undefined) return doesNotApply('The metadata has no issuer; another check judges that.');
    if (issuer === asked) return ok;
    const onlySlash = typeof issuer === 'string' && issuer.replace(/\/$/, '') === asked.replace(/\/$/, '');
    const hint = onlySlash ? ' (they differ in a slash at the end only)' : '';
    return violation(`issuer is ${asked}`, `issuer is ${JSON.stringify(issuer)}${hint}`);
  },
});
