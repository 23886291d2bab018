import {
  authorizationServerCheck,
  isTokenResponse,
  noCode,
  notApplicable,
  ok,
  saidBy,
  stringsOf,
  TOO_MANY,
  unclear,
  violation,
  type Client,
} from '../../../harness/index.ts';
import { clientAt, documentHost, documentOf, requireGood, requireRead } from '../client-documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.cimd-client-authentication',
  title: 'A client whose document says private_key_jwt gets no token without its assertion',
  needs: ['login'],
  probe: async (server) => {
    const host = await documentHost(server);
    const { document } = await server.gathered.metadata();
    if (!stringsOf(document, 'token_endpoint_auth_methods_supported').includes('private_key_jwt'))
      throw notApplicable('The metadata does not say that private_key_jwt is supported.');
    await requireGood(server);
    const supported = stringsOf(document, 'token_endpoint_auth_signing_alg_values_supported');
    // A key for ES256 is made in no time; RS256 is what servers of all kinds take.
    const alg = ['ES256', 'RS256'].find((one) => supported.includes(one)) ?? supported[0] ?? 'RS256';
    const [own, other] = await Promise.all([keyFor(alg, 'the client'), keyFor(alg, 'somebody else')]);
    const published = host.publish((url) =>
      documentOf(server, url, {
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: alg,
        jwks: { keys: [own.published] },
      }),
    );
    const known: Client = {
      ...clientAt(server, published.url),
      method: 'private_key_jwt',
      key: { key: own.key, kid: own.kid },
    };
    const first = await server.authorize({ client: known });
    requireRead(server, published, first);
    if (first.code === undefined && first.reply.status === 400)
      throw notApplicable('It takes no client whose document says private_key_jwt.');
    if (first.code === undefined) throw noCode(first);
    const [second, third] = await Promise.all([
      server.code({ client: known }),
      server.code({ client: known }),
    ]);
    const forger: Client = { ...known, key: { key: other.key, kid: own.kid } };
    const [bare, forged, good] = await Promise.all([
      server.redeem(first, {}, { ...known, method: 'none' }),
      server.redeem(second, {}, forger),
      server.redeem(third),
    ]);
    return { bare: bare.exchange, forged: forged.exchange, good: good.exchange };
  },
  judge: ({ bare, forged, good }) => {
    const expected = 'invalid_client: this client authenticates by private_key_jwt';
    if (isTokenResponse(bare)) return violation(expected, 'a token was issued without an assertion');
    if (isTokenResponse(forged))
      return violation(expected, 'a token was issued for an assertion signed by another key');
    if ([bare, forged, good].some(({ response }) => response.status === 429)) return unclear(TOO_MANY);
    if (!isTokenResponse(good)) return unclear(`A good assertion was not taken: ${saidBy(good)}.`);
    return ok;
  },
});

type ClientKey = Awaited<ReturnType<typeof makeKey>>;
const made = new Map<string, Promise<ClientKey>>();

/** Made once for each owner: finding the primes takes a while. */
function keyFor(alg: string, owner: string): Promise<ClientKey> {
  const known = made.get(`${alg} ${owner}`) ?? makeKey(alg);
  made.set(`${alg} ${owner}`, known);
  return known;
}

/** A key pair of a client; its library is loaded only when it is needed. */
async function makeKey(alg: string) {
  const { calculateJwkThumbprint, exportJWK, generateKeyPair } = await import('jose');
  const { privateKey, publicKey } = await generateKeyPair(alg);
  const { kty = '', ...jwk } = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint({ kty, ...jwk });
  return {
    key: privateKey,
    kid,
    published: { ...(jwk as Record<string, string>), kty, kid, alg, use: 'sig' },
  };
}
