import {
  describe,
  documentOf,
  isObject,
  notApplicable,
  ok,
  serverCheck,
  unclear,
  violation,
} from '../../../harness/index.ts';
import { judgeHttpsUrl } from '../identifiers.ts';

/** RFC 7518 §6: what only the owner of a key may know. */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

export default serverCheck({
  requirement: 'server.metadata.jwks-uri-https',
  title: 'jwks_uri of the resource is an https URL with public keys only',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    const { jwks_uri: url } = document;
    if (url === undefined) throw notApplicable('The metadata has no jwks_uri.', [exchange.id]);
    if (typeof url !== 'string' || !URL.canParse(url))
      throw notApplicable('jwks_uri is no URL; another check judges that.', [exchange.id]);
    const { strictHttps } = server.target;
    if (judgeHttpsUrl(url, strictHttps).kind === 'violation') return { metadata: exchange, url, strictHttps };
    const keys = await server.send({ url, headers: { accept: 'application/json' } });
    return { metadata: exchange, keys, url, strictHttps };
  },
  observesFailures: true,
  judge: ({ keys, url, strictHttps }) => {
    const form = judgeHttpsUrl(url, strictHttps);
    if (form.kind === 'violation' || keys === undefined) return form;
    if (keys.response === undefined) return unclear(`${url}: ${keys.failure?.message ?? 'no answer'}`);
    const set = documentOf(keys)?.['keys'];
    if (!Array.isArray(set)) return violation(`a JWK set at ${url}`, describe(keys));
    const leaked = set
      .filter(isObject)
      .flatMap((key) => PRIVATE_MEMBERS.filter((member) => Object.hasOwn(key, member)));
    if (leaked[0] !== undefined)
      return violation('public keys only', `a key with the private member "${leaked[0]}"`);
    return form.kind === 'ok' ? ok : form;
  },
});
