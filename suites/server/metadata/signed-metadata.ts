import {
  isObject,
  notApplicable,
  ok,
  parseJson,
  serverCheck,
  tolerated,
  violation,
} from '../../../harness/index.ts';

/** What matters of a JWS in compact serialization; nothing of it is secret. */
export interface SignedFacts {
  segments: number;
  algorithm: string;
  hasSignature: boolean;
  hasIssuer: boolean;
  isNested: boolean;
}

/** Reads a JWT without verifying it: whose keys would verify it is not known here. */
export function factsOf(jwt: string): SignedFacts {
  const segments = jwt.split('.');
  const [header, payload] = segments.map(decode);
  return {
    segments: segments.length,
    algorithm: textOf(header?.['alg'], 'none'),
    hasSignature: (segments[2] ?? '') !== '',
    hasIssuer: typeof payload?.['iss'] === 'string' && payload['iss'] !== '',
    isNested: payload?.['signed_metadata'] !== undefined,
  };
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

function decode(segment: string): { [key: string]: unknown } {
  const value = parseJson(Buffer.from(segment, 'base64url').toString('utf8'));
  return isObject(value) ? value : {};
}

export default serverCheck({
  requirement: 'server.metadata.signed-metadata',
  title: 'signed_metadata is a signed JWT with an issuer',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    const { signed_metadata: member } = document;
    if (member === undefined) throw notApplicable('The metadata has no signed_metadata.', [exchange.id]);
    if (typeof member !== 'string')
      throw notApplicable('signed_metadata is no string; another check judges that.', [exchange.id]);
    // The value looks like a token, so the record of it is redacted: what matters is read off the raw reply.
    const raw = await server.raw({ url: exchange.request.url, headers: { accept: 'application/json' } });
    const body = raw.json();
    const jwt = textOf(isObject(body) ? body['signed_metadata'] : undefined, '');
    return { metadata: raw.exchange, ...factsOf(jwt) };
  },
  judge: ({ segments, algorithm, hasSignature, hasIssuer, isNested }) => {
    if (segments !== 3) return violation('a JWT in compact serialization', `${segments} segments`);
    if (algorithm.toLowerCase() === 'none' || !hasSignature)
      return violation('a signed JWT', hasSignature ? 'the algorithm none' : 'no signature');
    if (!hasIssuer) return violation('an iss claim in signed_metadata (RFC 9728 §2.2)', 'none');
    return isNested ? tolerated('no signed_metadata claim inside signed_metadata', 'there is one') : ok;
  },
});
