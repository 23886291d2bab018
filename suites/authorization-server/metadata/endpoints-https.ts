import {
  authorizationServerCheck,
  bodyOf,
  doesNotApply,
  firstProblem,
  isLoopback,
  ok,
  tolerated,
  violation,
  type Judgement,
} from '../../../harness/index.ts';
import { publishedDocuments } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.metadata.endpoints-https',
  title: 'Endpoints in the metadata are absolute https URLs without fragment',
  probe: async (server) => ({
    documents: await publishedDocuments(server),
    strictHttps: server.target.strictHttps,
  }),
  judge: ({ documents, strictHttps }) => {
    const endpoints = documents.flatMap((document) =>
      Object.entries(bodyOf(document) ?? {}).filter(isEndpoint),
    );
    return firstProblem(endpoints.map(([name, url]) => judgeEndpoint(name, url, strictHttps)));
  },
});

function isEndpoint(member: [string, unknown]): member is [string, string] {
  const [name, value] = member;
  return (name.endsWith('_endpoint') || name === 'jwks_uri') && typeof value === 'string';
}

function judgeEndpoint(name: string, text: string, strictHttps: boolean): Judgement {
  const expected = `${name} is an absolute https URL without fragment`;
  const actual = `it is ${JSON.stringify(text)}`;
  if (!URL.canParse(text)) return violation(expected, actual);
  const { protocol, hostname } = new URL(text);
  const isOwnMachine = protocol === 'http:' && isLoopback(hostname) && !strictHttps;
  if (protocol !== 'https:' && !isOwnMachine) return violation(expected, actual);
  if (text.includes('#')) {
    // OAuth 2.1 §3.1 and §3.2 say it of these two; of the others nobody does.
    const isSaid = name === 'authorization_endpoint' || name === 'token_endpoint';
    return isSaid ? violation(expected, actual) : tolerated(expected, actual);
  }
  return isOwnMachine
    ? doesNotApply(
        'The endpoints are on this machine, where http is fine. --strict-https judges them all the same.',
      )
    : ok;
}
