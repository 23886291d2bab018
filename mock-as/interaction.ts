import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';
import type { InteractionResults, Provider } from 'oidc-provider';
import { contentSecurityPolicy, destinationOf, renderConsentPage } from './consent-page.ts';
import type { Environment } from './environment.ts';
import { readBody } from './request-body.ts';

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
        resourceName: environment.settings.resource.name,
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

/** The requested scopes that exist. */
function requestedScopes({ settings }: Environment, { params }: Details): string[] {
  const known = new Set(['openid', 'offline_access', ...settings.resource.scopes]);
  const requested = typeof params.scope === 'string' ? params.scope.split(' ') : [];
  return requested.filter((scope) => known.has(scope));
}

async function approve(
  environment: Environment,
  provider: Provider,
  details: Details,
  email: string | null,
): Promise<InteractionResults> {
  const accountId = details.session?.accountId ?? accountOf(email ?? 'user+sktest@example.com');
  const grant = new provider.Grant({ accountId, clientId: String(details.params.client_id) });
  const scopes = requestedScopes(environment, details);
  grant.addOIDCScope(scopes.join(' '));
  const ofResource = scopes.filter((scope) => environment.settings.resource.scopes.includes(scope));
  if (ofResource.length > 0) grant.addResourceScope(environment.resourceIssuer, ofResource.join(' '));
  return { login: { accountId }, consent: { grantId: await grant.save() } };
}

/** One address, one `usr_…`, in every mock. */
function accountOf(email: string): string {
  const digest = createHash('sha256').update(email.trim().toLowerCase()).digest();
  return `usr_${String(digest.readUIntBE(0, 6)).padStart(17, '1')}`;
}

function equal(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
