import { isObject, notApplicable, ok, parseJson, serverCheck, violation } from '../../../harness/index.ts';

/** One segment of a compact JWS as an object. */
function decode(segment: string | undefined): { [key: string]: unknown } {
  const value = parseJson(Buffer.from(segment ?? '', 'base64url').toString('utf8'));
  return isObject(value) ? value : {};
}

export default serverCheck({
  requirement: 'server.metadata.signed-metadata',
  title: 'signed_metadata is a signed JWT with an issuer',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    if (!('signed_metadata' in document))
      throw notApplicable('The metadata has no signed_metadata.', [exchange.id]);
    // The value looks like a token, so the record of it is redacted: what matters is read off the raw reply.
    const raw = await server.raw({ url: exchange.request.url, headers: { accept: 'application/json' } });
    const body = raw.json();
    const jwt = isObject(body) && typeof body['signed_metadata'] === 'string' ? body['signed_metadata'] : '';
    const [header, payload] = jwt.split('.').map(decode);
    return {
      metadata: raw.exchange,
      segments: jwt.split('.').length,
      algorithm: String(header?.['alg']),
      hasIssuer: typeof payload?.['iss'] === 'string',
    };
  },
  judge: ({ segments, algorithm, hasIssuer }) => {
    if (segments !== 3) return violation('a JWT in compact serialization', `${segments} segments`);
    if (algorithm.toLowerCase() === 'none') return violation('a signed JWT', `alg ${algorithm}`);
    return hasIssuer ? ok : violation('an iss claim in signed_metadata (RFC 9728 §2.2)', 'none');
  },
});
