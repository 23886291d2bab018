import { createHash } from 'node:crypto';
import type { AccessToken, ClientCredentials, KoaContextWithOIDC } from 'oidc-provider';
import { entryIssuer } from './requests.ts';
import type { Environment } from './environment.ts';
import type { Claims } from './ledger.ts';
import type { JsonObject } from './metadata.ts';
import { base64url, signatureOf } from './signing.ts';

/**
 * Puts Scalekit's JWT in the place of the handle that oidc-provider issued. The handle stays its business:
 * when it ends (expiry, revocation, a replayed code or refresh token), the JWT becomes inactive.
 */
export function issueAccessToken(environment: Environment, ctx: KoaContextWithOIDC): void {
  const { AccessToken: personal, ClientCredentials: machine } = ctx.oidc.entities;
  const body = ctx.body as JsonObject;
  const handle = body.access_token;
  if (typeof handle !== 'string') return;
  const claims = claimsOf(environment, ctx, personal ?? machine);
  const { kid } = environment.keys.current();
  const token = environment.settings.accessTokens === 'opaque' ? handle : sign(environment, claims);
  const { provider } = ctx.oidc;
  const stored = async (): Promise<AccessToken | ClientCredentials | undefined> =>
    personal === undefined ? provider.ClientCredentials.find(handle) : provider.AccessToken.find(handle);
  environment.tokens.record(token, {
    claims,
    clientId: String(claims.client_id),
    genuineKid: () => kid,
    stands: async () => (await stored()) !== undefined,
    end: async () => {
      await (await stored())?.destroy();
      if (personal?.grantId !== undefined) environment.store.endGrant(personal.grantId);
    },
  });
  ctx.body = environment.parts.tokenResponse(environment, { ...body, access_token: token });
}

function claimsOf(
  environment: Environment,
  ctx: KoaContextWithOIDC,
  issued: AccessToken | ClientCredentials | undefined,
): Claims {
  if (issued === undefined || issued.clientId === undefined) throw new Error('the token has no client');
  const person = issued.kind === 'AccessToken' ? issued : undefined;
  const now = Math.floor(Date.now() / 1000);
  return environment.parts.accessTokenClaims(environment, {
    subject: person?.accountId ?? issued.clientId,
    clientId: issued.clientId,
    scopes: issued.scope?.split(' ').filter(Boolean) ?? [],
    // A machine token names an audience only when the request named the resource.
    ...(person !== undefined || ctx.state.resourceNamed === true ? {} : { audience: null }),
    issuedAt: now,
    notBefore: now,
    expiresAt: now + issued.expiration,
    ...(person?.sessionUid === undefined ? {} : { sessionId: sessionId(person.sessionUid) }),
  });
}

/** One session, one `ses_…`. */
function sessionId(uid: string): string {
  const digest = createHash('sha256').update(uid).digest();
  return `ses_${digest.readUIntBE(0, 6)}`;
}

/** Signs with the key that signs now, whichever oidc-provider was started with. */
function sign(environment: Environment, payload: Claims, header?: Claims): string {
  const { algorithm, privateKey } = environment.keys.current();
  const joseHeader = header ?? environment.parts.accessTokenHeader(environment);
  const signingInput = [joseHeader, payload].map((part) => base64url(JSON.stringify(part))).join('.');
  return `${signingInput}.${signatureOf(algorithm, privateKey, signingInput)}`;
}

/** Signs the ID token anew: oidc-provider knows only the first key, and only one issuer. */
export function reissueIdToken(environment: Environment, ctx: KoaContextWithOIDC): void {
  const body = ctx.body as JsonObject;
  if (typeof body.id_token !== 'string') return;
  const [, payload = ''] = body.id_token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claims;
  const { algorithm, kid } = environment.keys.current();
  body.id_token = sign(
    environment,
    { ...claims, iss: entryIssuer(environment, ctx) },
    { alg: algorithm, kid, typ: 'JWT' },
  );
}
