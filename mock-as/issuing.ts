import { hash } from 'node:crypto';
import type { AccessToken, ClientCredentials, KoaContextWithOIDC } from 'oidc-provider';
import { entryIssuer } from './entries.ts';
import type { Environment } from './environment.ts';
import { resourceOfIndicator } from './indicators.ts';
import type { Claims } from './ledger.ts';
import type { JsonObject } from './metadata.ts';
import { base64url, signatureAside } from './signing.ts';

/**
 * Puts Scalekit's JWT in the place of the handle that oidc-provider issued. The handle stays its business:
 * when it ends (expiry, revocation, a replayed code or refresh token), the JWT becomes inactive.
 */
export async function issueAccessToken(environment: Environment, ctx: KoaContextWithOIDC): Promise<void> {
  const { AccessToken: personal, ClientCredentials: machine } = ctx.oidc.entities;
  const body = ctx.body as JsonObject;
  const handle = body.access_token;
  if (typeof handle !== 'string') return;
  const claims = claimsOf(environment, ctx, personal ?? machine);
  const { kid } = environment.keys.current();
  const token = environment.settings.accessTokens === 'opaque' ? handle : await sign(environment, claims);
  environment.tokens.record(token, {
    claims,
    clientId: String(claims.client_id),
    issuedAt: environment.clock.seconds(),
    kid,
    handle: { model: personal === undefined ? 'ClientCredentials' : 'AccessToken', id: handle },
    ...(personal?.grantId === undefined ? {} : { grantId: personal.grantId }),
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
  const now = environment.clock.seconds();
  const resource = resourceOfIndicator(environment, [issued.aud].flat()[0]);
  return environment.parts.accessTokenClaims(environment, {
    ...(resource === undefined ? {} : { resource }),
    subject: person?.accountId ?? issued.clientId,
    clientId: issued.clientId,
    scopes: issued.scope?.split(' ').filter(Boolean) ?? [],
    ...(namesAudience(environment, ctx, person) ? {} : { audience: null }),
    issuedAt: now,
    notBefore: now,
    expiresAt: now + issued.expiration,
    ...(person?.sessionUid === undefined ? {} : { sessionId: sessionId(person.sessionUid) }),
  });
}

/** Scalekit's machine tokens name an audience only when the request named the resource; RFC 9068 §2.2 wants one. */
function namesAudience({ settings }: Environment, ctx: KoaContextWithOIDC, person: unknown): boolean {
  return (
    person !== undefined || ctx.state.resourceNamed === true || settings.accessTokenProfile === 'rfc9068'
  );
}

/** One session, one `ses_…`. */
function sessionId(uid: string): string {
  return `ses_${Number.parseInt(hash('sha256', uid).slice(0, 12), 16)}`;
}

/** Signs with the key that signs now, whichever oidc-provider was started with. */
async function sign(environment: Environment, payload: Claims, header?: Claims): Promise<string> {
  const { algorithm, privateKey } = environment.keys.current();
  const joseHeader = header ?? environment.parts.accessTokenHeader(environment);
  const signingInput = [joseHeader, payload].map((part) => base64url(JSON.stringify(part))).join('.');
  return `${signingInput}.${await signatureAside(algorithm, privateKey, signingInput)}`;
}

/** Signs the ID token anew: oidc-provider knows only the first key, one issuer, and the machine's clock. */
export async function reissueIdToken(environment: Environment, ctx: KoaContextWithOIDC): Promise<void> {
  const body = ctx.body as JsonObject;
  if (typeof body.id_token !== 'string') return;
  const [, payload = ''] = body.id_token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claims;
  const { algorithm, kid } = environment.keys.current();
  const user = environment.people.findUser(String(claims.sub));
  body.id_token = await sign(
    environment,
    {
      ...claims,
      ...moved(claims, environment.clock.offset),
      iss: entryIssuer(environment, ctx),
      ...(user?.email === undefined ? {} : { email: user.email }),
      ...(user?.name === undefined ? {} : { name: user.name }),
    },
    { alg: algorithm, kid, typ: 'JWT' },
  );
}

function moved(claims: Claims, seconds: number): Claims {
  const times = ['iat', 'exp'].map((name) => [name, claims[name]] as const);
  return Object.fromEntries(times.map(([name, at]) => [name, typeof at === 'number' ? at + seconds : at]));
}
