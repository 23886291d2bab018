import {
  authorizationServerCheck,
  isObject,
  notApplicable,
  ok,
  parseJson,
  readJws,
  violation,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.availability.key-prepublished',
  title: 'The key of a fresh token is in the key set at once',
  needs: ['login'],
  probe: async (server) => {
    const url = await server.endpoint('jwks_uri');
    const { accessToken, response, reply } = await server.grant();
    const kid = [accessToken, response['id_token']].map(kidOf).find((one) => one !== undefined);
    if (kid === undefined)
      throw notApplicable('Its tokens are not signed with a key that they name, as far as a client can see.');
    // Fetched anew: what was gathered before may be older than the key.
    const keySet = await server.raw({ url, headers: { accept: 'application/json' } });
    const set = parseJson(keySet.text);
    const keys = isObject(set) && Array.isArray(set['keys']) ? set['keys'].filter(isObject) : [];
    return {
      token: reply.exchange,
      keySet: keySet.exchange,
      kid,
      published: keys.flatMap((key) => (typeof key['kid'] === 'string' ? [key['kid']] : [])),
    };
  },
  judge: ({ kid, published }) =>
    published.includes(kid)
      ? ok
      : violation(
          `the key set has the key ${kid} of a fresh token`,
          `it has ${published.join(', ') || 'none'}`,
        ),
});

/** The `kid` of a token that is signed with a private key; a shared secret is not published. */
function kidOf(token: unknown): string | undefined {
  const header = typeof token === 'string' ? readJws(token)?.header : undefined;
  if (header === undefined) return undefined;
  const { alg, kid } = header;
  return typeof kid === 'string' && typeof alg === 'string' && /^(?:RS|PS|ES|Ed)/.test(alg) ? kid : undefined;
}
