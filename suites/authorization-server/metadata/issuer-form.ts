import {
  authorizationServerCheck,
  bodyOf,
  doesNotApply,
  firstProblem,
  isLoopback,
  ok,
  violation,
  type Json,
  type Judgement,
} from '../../../harness/index.ts';
import { publishedDocuments } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.metadata.issuer-form',
  title: 'issuer is an https URL without query and fragment',
  probe: async (server) => ({
    documents: await publishedDocuments(server),
    strictHttps: server.target.strictHttps,
  }),
  judge: ({ documents, strictHttps }) =>
    firstProblem(documents.map((document) => judgeIssuer(bodyOf(document)?.['issuer'], strictHttps))),
});

function judgeIssuer(issuer: Json | undefined, strictHttps: boolean): Judgement {
  if (issuer === undefined) return doesNotApply('A document has no issuer; another check judges that.');
  const expected = 'issuer is an https URL without query and fragment';
  const actual = `issuer is ${JSON.stringify(issuer)}`;
  if (typeof issuer !== 'string' || !URL.canParse(issuer)) return violation(expected, actual);
  const { protocol, hostname } = new URL(issuer);
  // An empty query or fragment leaves only its sign behind.
  if (/[?#]/.test(issuer)) return violation(expected, actual);
  if (protocol === 'https:') return ok;
  return protocol === 'http:' && isLoopback(hostname) && !strictHttps
    ? doesNotApply(
        'The issuer is on this machine, where http is fine. --strict-https judges it all the same.',
      )
    : violation(expected, actual);
}
