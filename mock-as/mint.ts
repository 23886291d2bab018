import { createPrivateKey, createPublicKey, createSecretKey, KeyObject, randomBytes } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { isOwnIssuer } from './environment.ts';
import type { Environment } from './environment.ts';
import type { SigningKey } from './keys.ts';
import type { Claims } from './ledger.ts';
import { mintTemplates } from './mint-templates.ts';
import type { MintTemplate } from './mint-templates.ts';
import type { ProtectedResource } from './resources.ts';
import { base64url, signatureAside, signatureOf, tampered } from './signing.ts';

/**
 * Which key signs: one of the mock's, or any other as JWK or key object (for HS256, a secret one).
 * `public-as-secret` takes the text of the published key (PEM) for a shared secret (RFC 8725 §2.1).
 */
export type MintKey =
  'current' | 'previous' | 'unpublished' | 'public-as-secret' | { kid: string } | JsonWebKey | KeyObject;

/** Signs any text with the chosen key; gives the base64url signature. */
export type Sign = (text: string) => string;

/** What to put into a token. Everything has the default that a good token for the MCP server has. */
export interface MintOptions {
  /** A ready-made kind of token, good or bad; the other options are laid over it. */
  template?: MintTemplate;
  /** The id of the MCP server that it is for; the first one by default. */
  resource?: string;
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
  /** The same in seconds from now. */
  notBeforeIn?: number;
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
export async function mint(environment: Environment, wanted: MintOptions = {}): Promise<string> {
  const options = withTemplate(wanted);
  const isOpaque = environment.settings.accessTokens === 'opaque';
  return isOpaque && !isBent(options) ? mintHandle(environment, options) : mintJwt(environment, options);
}

function withTemplate(wanted: MintOptions): MintOptions {
  const { template } = wanted;
  if (template === undefined) return wanted;
  if (!Object.hasOwn(mintTemplates, template)) {
    const known = Object.keys(mintTemplates).join(', ');
    throw new Error(`There is no template ${JSON.stringify(template)}: take one of ${known}.`);
  }
  const { options } = mintTemplates[template];
  return {
    ...options,
    ...wanted,
    ...(options.claims === undefined ? {} : { claims: { ...options.claims, ...wanted.claims } }),
    ...(options.header === undefined ? {} : { header: { ...options.header, ...wanted.header } }),
  };
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
  const token = randomBytes(32).toString('base64url');
  record(environment, token, { claims, kid: isOwnIssuer(environment, claims.iss) ? kid : null, options });
  return token;
}

async function mintJwt(environment: Environment, options: MintOptions): Promise<string> {
  const payload = options.payload ?? JSON.stringify(mintClaims(environment, options));
  const key = await resolveKey(environment, options.key ?? 'current');
  const algorithm = options.algorithm ?? key.algorithm;
  const header = without({
    alg: options.signature === 'none' ? 'none' : algorithm,
    kid: key.kid,
    typ: environment.settings.accessTokenProfile === 'rfc9068' ? 'at+jwt' : 'JWT',
    ...options.header,
  });
  const signingInput = `${base64url(JSON.stringify(header))}.${base64url(payload)}`;
  const signature = await mintSignature(options.signature ?? 'valid', algorithm, key, signingInput);
  const token = `${signingInput}.${signature}`;
  // Where tokens are opaque, a JWT is none of this issuer's.
  const kid = environment.settings.accessTokens === 'opaque' ? null : undefined;
  record(environment, token, { claims: parseClaims(payload), kid, options });
  return token;
}

function record(
  { tokens, identity, clock }: Environment,
  token: string,
  { claims, kid, options }: { claims: Claims; kid: string | null | undefined; options: MintOptions },
): void {
  tokens.record(token, {
    claims,
    clientId: typeof claims.client_id === 'string' ? claims.client_id : identity.tokenClient,
    issuedAt: clock.seconds(),
    ...(kid === undefined ? {} : { kid }),
    ...(options.active === undefined ? {} : { active: options.active }),
    ...(options.template === undefined ? {} : { template: options.template }),
  });
}

function resourceOf({ resources }: Environment, id: string | undefined): ProtectedResource {
  const resource = id === undefined ? resources.first() : resources.named(id);
  if (resource === undefined) throw new Error(`There is no resource ${String(id)} to mint a token for.`);
  return resource;
}

function mintClaims(environment: Environment, options: MintOptions): Claims {
  const { settings, parts, identity, clock } = environment;
  const resource = resourceOf(environment, options.resource);
  const lifetime = resource.accessTokenLifetime;
  const now = clock.seconds();
  const expiresAt = now + (options.expiresIn ?? lifetime);
  const issuedAt = options.issuedAt ?? (expiresAt > now ? now : expiresAt - lifetime);
  const claims = parts.accessTokenClaims(environment, {
    resource,
    subject: options.subject ?? settings.subject,
    clientId: options.clientId ?? identity.tokenClient,
    scopes: options.scopes ?? resource.scopes,
    ...(options.audience === undefined ? {} : { audience: options.audience }),
    ...(options.issuer === undefined ? {} : { issuer: options.issuer }),
    issuedAt,
    notBefore:
      options.notBefore ?? (options.notBeforeIn === undefined ? issuedAt : now + options.notBeforeIn),
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
  if (choice === 'public-as-secret') return publicAsSecret(keys.current());
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

function publicAsSecret({ kid, privateKey }: SigningKey): MintingKey {
  const pem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' });
  return { kid, algorithm: 'HS256', key: createSecretKey(Buffer.from(pem)) };
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
