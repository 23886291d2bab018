import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  KeyObject,
  randomBytes,
  verify,
} from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import type { Environment } from './environment.ts';
import type { SigningKey } from './keys.ts';
import type { Claims, IssuedToken } from './ledger.ts';
import { base64url, signatureAside, signatureOf, tampered } from './signing.ts';

/** Which key signs: one of the mock's, or any other as JWK or key object (for HS256, a secret one). */
export type MintKey = 'current' | 'previous' | 'unpublished' | { kid: string } | JsonWebKey | KeyObject;

/** Signs any text with the chosen key; gives the base64url signature. */
export type Sign = (text: string) => string;

/** What to put into a token. Everything has the default that a good token for the MCP server has. */
export interface MintOptions {
  subject?: string;
  clientId?: string;
  /** Emitted both as `scope` and as `scopes`; all scopes of the resource by default. */
  scopes?: readonly string[];
  /** null leaves `aud` out. */
  audience?: string | readonly string[] | null;
  issuer?: string;
  /** Seconds from now; negative for an expired token, whose `iat` and `nbf` then lie before its `exp`. */
  expiresIn?: number;
  /** NumericDate, seconds since 1970; `iat` by default. */
  notBefore?: number;
  /** NumericDate, seconds since 1970; now by default. */
  issuedAt?: number;
  /** Laid over the claims; `undefined` takes a claim away. */
  claims?: Claims;
  /** Laid over the JOSE header; `undefined` takes a member away. */
  header?: Claims;
  /** The payload as JSON text, instead of all claims: for duplicate members and broken JSON. */
  payload?: string;
  /** `current` by default. */
  key?: MintKey;
  /** RS256 by default. */
  algorithm?: string;
  /**
   * `valid` (default), `none` (empty signature, and `alg` says `none` unless the header says otherwise),
   * `tampered`, or a function from the signing input to the base64url signature. The function may let the key sign
   * another text than the signing input.
   */
  signature?: 'valid' | 'none' | 'tampered' | ((signingInput: string, sign: Sign) => string);
  /** What introspection says of it. By default true exactly while the token is genuine, in its time and not revoked. */
  active?: boolean;
}

/** Makes a token and remembers it for introspection. */
export async function mint(environment: Environment, options: MintOptions = {}): Promise<string> {
  const isOpaque = environment.settings.accessTokens === 'opaque';
  return isOpaque && !isBent(options) ? mintHandle(environment, options) : mintJwt(environment, options);
}

/** Whether what is wanted can only be written into a JWT. */
function isBent({
  payload,
  header = {},
  key = 'current',
  algorithm,
  signature = 'valid',
}: MintOptions): boolean {
  const isOwnKey = key === 'current' || key === 'previous' || (typeof key === 'object' && isKeyId(key));
  return (
    payload !== undefined ||
    Object.keys(header).length > 0 ||
    !isOwnKey ||
    algorithm !== undefined ||
    signature !== 'valid'
  );
}

const isKeyId = (key: object): boolean => !(key instanceof KeyObject) && !('kty' in key);

/** A token that means nothing by itself (RFC 7662 §1): all that there is to know is in the ledger. */
async function mintHandle(environment: Environment, options: MintOptions): Promise<string> {
  const claims = mintClaims(environment, options);
  const { kid } = await resolveKey(environment, options.key ?? 'current');
  const { base, resourceIssuer } = environment;
  const isOwn = claims.iss === base || claims.iss === resourceIssuer;
  const token = randomBytes(32).toString('base64url');
  record(environment, token, { claims, genuineKid: () => (isOwn ? kid : undefined), options });
  return token;
}

async function mintJwt(environment: Environment, options: MintOptions): Promise<string> {
  const payload = options.payload ?? JSON.stringify(mintClaims(environment, options));
  const key = await resolveKey(environment, options.key ?? 'current');
  const algorithm = options.algorithm ?? key.algorithm;
  const header = without({
    alg: options.signature === 'none' ? 'none' : algorithm,
    kid: key.kid,
    typ: 'JWT',
    ...options.header,
  });
  const signingInput = `${base64url(JSON.stringify(header))}.${base64url(payload)}`;
  const signature = await mintSignature(options.signature ?? 'valid', algorithm, key, signingInput);
  const token = `${signingInput}.${signature}`;
  const claims = parseClaims(payload);
  const isForeign = environment.settings.accessTokens === 'opaque';
  const kidOf = genuineKid(environment, header, claims, { signingInput, signature });
  record(environment, token, { claims, genuineKid: isForeign ? () => undefined : kidOf, options });
  return token;
}

function record(
  { tokens, tokenClient }: Environment,
  token: string,
  { claims, genuineKid, options }: Pick<IssuedToken, 'claims' | 'genuineKid'> & { options: MintOptions },
): void {
  tokens.record(token, {
    claims,
    clientId: typeof claims.client_id === 'string' ? claims.client_id : tokenClient,
    genuineKid,
    ...(options.active === undefined ? {} : { active: options.active }),
  });
}

function mintClaims(environment: Environment, options: MintOptions): Claims {
  const { settings, parts } = environment;
  const lifetime = settings.resource.accessTokenLifetime;
  const now = Math.floor(Date.now() / 1000);
  const expiresAt = now + (options.expiresIn ?? lifetime);
  const issuedAt = options.issuedAt ?? (expiresAt > now ? now : expiresAt - lifetime);
  const claims = parts.accessTokenClaims(environment, {
    subject: options.subject ?? settings.subject,
    clientId: options.clientId ?? environment.tokenClient,
    scopes: options.scopes ?? settings.resource.scopes,
    ...(options.audience === undefined ? {} : { audience: options.audience }),
    ...(options.issuer === undefined ? {} : { issuer: options.issuer }),
    issuedAt,
    notBefore: options.notBefore ?? issuedAt,
    expiresAt,
  });
  return without({ ...claims, ...options.claims });
}

function without(members: Claims): Claims {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function parseClaims(payload: string): Claims {
  try {
    const parsed: unknown = JSON.parse(payload);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : {};
  } catch {
    return {};
  }
}

interface MintingKey {
  kid: string;
  algorithm: string;
  key: KeyObject;
}

async function resolveKey(environment: Environment, choice: MintKey): Promise<MintingKey> {
  const { keys } = environment;
  if (choice === 'current') return minting(keys.current());
  if (choice === 'unpublished') return minting(await keys.unpublished());
  if (choice === 'previous') {
    const previous = keys.previous();
    if (previous === undefined) throw new Error('There is no previous key: call rotateKeys first.');
    return minting(previous);
  }
  if (choice instanceof KeyObject) return foreign(choice, keys.current().kid);
  if ('kty' in choice) {
    const kid = typeof choice.kid === 'string' ? choice.kid : keys.current().kid;
    return foreign(importJwk(choice), kid, choice.alg);
  }
  const own = keys.find(String(choice.kid));
  if (own === undefined) throw new Error(`The mock has no signing key ${String(choice.kid)}.`);
  return minting(own);
}

const minting = ({ kid, algorithm, privateKey }: SigningKey): MintingKey => ({
  kid,
  algorithm,
  key: privateKey,
});

function importJwk(jwk: JsonWebKey): KeyObject {
  if (jwk.kty === 'oct') return createSecretKey(Buffer.from(String(jwk.k), 'base64url'));
  return createPrivateKey({ format: 'jwk', key: jwk });
}

function foreign(key: KeyObject, kid: string, algorithm?: unknown): MintingKey {
  return { kid, key, algorithm: typeof algorithm === 'string' ? algorithm : usualAlgorithm(key) };
}

function usualAlgorithm(key: KeyObject): string {
  if (key.type === 'secret') return 'HS256';
  switch (key.asymmetricKeyType) {
    case 'ec':
      return 'ES256';
    case 'ed25519':
      return 'EdDSA';
    default:
      return 'RS256';
  }
}

async function mintSignature(
  wanted: Exclude<MintOptions['signature'], undefined>,
  algorithm: string,
  { key }: MintingKey,
  signingInput: string,
): Promise<string> {
  if (typeof wanted === 'function') return wanted(signingInput, (text) => signatureOf(algorithm, key, text));
  if (wanted === 'none') return '';
  const signature = await signatureAside(algorithm, key, signingInput);
  return wanted === 'tampered' ? tampered(signature) : signature;
}

/** The kid of the own key that verifies the token, when the mock itself could have issued it; found out when asked. */
function genuineKid(
  { keys, base, resourceIssuer }: Environment,
  header: Claims,
  claims: Claims,
  { signingInput, signature }: { signingInput: string; signature: string },
): () => string | undefined {
  const key = typeof header.kid === 'string' ? keys.find(header.kid) : keys.current();
  return () => {
    if (key === undefined || header.alg !== key.algorithm) return undefined;
    if (claims.iss !== base && claims.iss !== resourceIssuer) return undefined;
    const publicKey = createPublicKey(key.privateKey);
    const bytes = Buffer.from(signature, 'base64url');
    return verify('sha256', Buffer.from(signingInput), publicKey, bytes) ? key.kid : undefined;
  };
}
