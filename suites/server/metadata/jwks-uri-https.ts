import {
  describe,
  documentOf,
  firstProblem,
  isLoopback,
  isObject,
  notApplicable,
  ok,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

export default serverCheck({
  requirement: 'server.metadata.jwks-uri-https',
  title: 'jwks_uri of the resource is an https URL with public keys only',
  probe: async (server) => {
    const { document } = await server.gathered.metadata();
    const url = document['jwks_uri'];
    if (typeof url !== 'string' || !/^https?:/.test(url) || !URL.canParse(url))
      throw notApplicable('The metadata has no jwks_uri.');
    return {
      keys: await server.send({ url, headers: { accept: 'application/json' } }),
      strictHttps: server.target.strictHttps,
    };
  },
  judge: ({ keys, strictHttps }) => {
    const { protocol, hostname } = new URL(keys.request.url);
    if (protocol !== 'https:' && (strictHttps || !isLoopback(hostname)))
      return violation('an https URL', keys.request.url);
    const set = documentOf(keys)?.['keys'];
    if (!Array.isArray(set)) return violation('a JWK set', describe(keys));
    return firstProblem(
      set.filter(isObject).map((key) => {
        const leaked = PRIVATE_MEMBERS.find((member) => member in key);
        return leaked === undefined
          ? ok
          : violation('public keys only', `a key with the private member "${leaked}"`);
      }),
    );
  },
});
