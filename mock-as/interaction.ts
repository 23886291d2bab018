import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';
import type { InteractionResults, Provider } from 'oidc-provider';
import { contentSecurityPolicy, destinationOf, renderConsentPage } from './consent-page.ts';
import type { Environment } from './environment.ts';
import { indicatorOf, resourceOfIndicator } from './indicators.ts';
import { readBody } from './request-body.ts';
import type { ProtectedResource } from './resources.ts';

type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

/** Shows and takes back the login and consent page. */
export interface Interaction {
  show(provider: Provider, ctx: Context): Promise<void>;
  decide(provider: Provider, ctx: Context): Promise<void>;
}

/** The page of interactive approval, for one mock. */
export function createInteraction(environment: Environment): Interaction {
  const secret = randomBytes(32);
  const formToken = (uid: string): string => createHmac('sha256', secret).update(uid).digest('base64url');
  return {
    show: async (provider, ctx) => {
      const details = await findDetails(provider, ctx);
      if (details === undefined) return;
      const clientId = String(details.params.client_id);
      const redirectUri = String(details.params.redirect_uri);
      const client = await provider.Client.find(clientId);
      protectPage(ctx, redirectUri);
      ctx.body = renderConsentPage({
        clientName: client?.clientName ?? clientId,
        destination: destinationOf(redirectUri),
        resourceName: requestedResources(environment, details)
          .map(({ name }) => name)
          .join(', '),
        scopes: requestedScopes(environment, details),
        account: details.session?.accountId,
        formToken: formToken(details.uid),
      });
    },
    decide: async (provider, ctx) => {
      const details = await findDetails(provider, ctx);
      if (details === undefined) return;
      const form = new URLSearchParams(await readBody(ctx.req));
      if (!equal(form.get('form_token') ?? '', formToken(details.uid))) {
        refuse(ctx, 403, 'This form did not come from the consent page.');
        return;
      }
      const result: InteractionResults =
        form.get('decision') === 'allow'
          ? await approve(environment, provider, details, form.get('email'))
          : { error: 'access_denied', error_description: 'the user denied access' };
      const target = await provider.interactionResult(ctx.req, ctx.res, result, {
        mergeWithLastSubmission: false,
      });
      ctx.redirect(target);
      ctx.status = 303;
    },
  };
}

/** The interaction that the browser's cookie and the path agree on; otherwise the refusal is already told. */
async function findDetails(provider: Provider, ctx: Context): Promise<Details | undefined> {
  try {
    return await provider.interactionDetails(ctx.req, ctx.res);
  } catch {
    refuse(ctx, 400, 'This login is over, or it began in another browser. Start again from the client.');
    return undefined;
  }
}

function refuse(ctx: Context, status: number, text: string): void {
  ctx.status = status;
  ctx.type = 'text/plain';
  ctx.body = text;
}

function protectPage(ctx: Context, redirectUri: string): void {
  ctx.type = 'text/html';
  ctx.set('Content-Security-Policy', contentSecurityPolicy(redirectUri));
  ctx.set('X-Frame-Options', 'DENY');
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Referrer-Policy', 'same-origin');
  ctx.set('Cache-Control', 'no-store');
}

/** The MCP servers that the client wants to use. */
function requestedResources(environment: Environment, { params }: Details): ProtectedResource[] {
  const named = [params.resource].flat().flatMap((name) => {
    const resource = typeof name === 'string' ? resourceOfIndicator(environment, name) : undefined;
    return resource === undefined ? [] : [resource];
  });
  return named.length > 0 ? named : [environment.resources.first()];
}

/** The requested scopes that exist. */
function requestedScopes(environment: Environment, details: Details): string[] {
  const ofResources = requestedResources(environment, details).flatMap(({ scopes }) => scopes);
  const known = new Set(['openid', 'offline_access', ...ofResources]);
  const { scope } = details.params;
  return (typeof scope === 'string' ? scope.split(' ') : []).filter((name) => known.has(name));
}

async function approve(
  environment: Environment,
  provider: Provider,
  details: Details,
  email: string | null,
): Promise<InteractionResults> {
  const accountId = details.session?.accountId ?? accountOf(environment, email ?? 'user+sktest@example.com');
  const grant = new provider.Grant({ accountId, clientId: String(details.params.client_id) });
  const scopes = requestedScopes(environment, details);
  grant.addOIDCScope(scopes.join(' '));
  for (const resource of requestedResources(environment, details)) {
    const granted = scopes.filter((scope) => resource.scopes.includes(scope));
    if (granted.length > 0) grant.addResourceScope(indicatorOf(resource), granted.join(' '));
  }
  return { login: { accountId }, consent: { grantId: await grant.save() } };
}

/** The declared user with that address; for any other, one address, one `usr_…`, in every mock. */
function accountOf({ people }: Environment, email: string): string {
  const declared = people.findByEmail(email);
  if (declared !== undefined) return declared.id;
  const digest = createHash('sha256').update(email.trim().toLowerCase()).digest();
  return `usr_${String(digest.readUIntBE(0, 6)).padStart(17, '1')}`;
}

function equal(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
