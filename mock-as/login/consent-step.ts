import type { InteractionResults } from 'oidc-provider';
import { entryParameter } from '../entries.ts';
import { paths } from '../environment.ts';
import type { Environment } from '../environment.ts';
import { indicatorOf, resourceOfIndicator } from '../indicators.ts';
import type { ProtectedResource } from '../resources.ts';
import type { Accounts } from './accounts.ts';
import { destinationOf } from './destination.ts';
import { showPage } from './page.ts';
import type { Details, Step, Visit } from './visit.ts';

/** Scopes that mean the same everywhere (OpenID Connect Core §5.4 and §11). */
const commonScopes: Record<string, string> = {
  openid: 'Know who you are',
  offline_access: 'Stay connected while you are away',
};

/** Asks the person who is logged in what the client may do. */
export function createConsentStep(environment: Environment, accounts: Accounts): Step {
  return {
    actions: ['allow', 'switch'],
    show: (visit) => {
      const { ctx, details, form, redirectUri } = visit;
      const account = accounts.nameOf(details.session?.accountId ?? '');
      showPage(ctx, 'consent', { ...form, ...requestFacts(environment, details), account }, { redirectUri });
    },
    submit: async (visit, action) => {
      if (action === 'allow')
        return grantOf(environment, { ...visit, accountId: visit.details.session?.accountId ?? '' });
      askAgainWho(visit);
      return undefined;
    },
  };
}

/** What a consent page says of an authorization request. */
export function requestFacts(environment: Environment, details: Details) {
  const clientId = String(details.params.client_id);
  return {
    clientId,
    resourceName: requestedResources(environment, details)
      .map(({ name }) => name)
      .join(', '),
    scopes: requestedScopes(environment, details).map((name) => ({
      name,
      description: descriptionOf(environment, details, name),
    })),
    destination: destinationOf(String(details.params.redirect_uri)),
    documentHost: URL.canParse(clientId) ? new URL(clientId).host : undefined,
  };
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
  const known = new Set([...Object.keys(commonScopes), ...ofResources]);
  const { scope } = details.params;
  const requested = typeof scope === 'string' ? scope.split(' ') : [];
  return [...new Set(requested)].filter((name) => known.has(name));
}

function descriptionOf(environment: Environment, details: Details, name: string): string | undefined {
  const declared = requestedResources(environment, details)
    .flatMap(({ allScopes }) => allScopes)
    .find((scope) => scope.name === name)?.description;
  return declared === undefined || declared === '' ? commonScopes[name] : declared;
}

/** Who consents to what, and by which oidc-provider. */
type Consent = Pick<Visit, 'provider' | 'details' | 'clientId'> & { accountId: string };

/** A grant of its own for each consent, so that the end of one leaves the others; earlier consents carry over. */
export async function grantOf(
  environment: Environment,
  { provider, details, clientId, accountId }: Consent,
): Promise<InteractionResults> {
  const scopes = requestedScopes(environment, details);
  if (scopes.length === 0) {
    return { error: 'invalid_scope', error_description: 'none of the requested scopes exists' };
  }
  const former = details.grantId === undefined ? undefined : await provider.Grant.find(details.grantId);
  const grant = new provider.Grant({ accountId, clientId });
  if (former?.accountId === accountId && former.clientId === clientId) {
    grant.addOIDCScope(former.getOIDCScope());
    for (const indicator of Object.keys(former.resources ?? {})) {
      grant.addResourceScope(indicator, former.getResourceScope(indicator));
    }
  }
  grant.addOIDCScope(scopes.join(' '));
  // What is not among them would be asked for again, without end.
  const others = String(details.params.scope)
    .split(' ')
    .filter((name) => !scopes.includes(name));
  if (others.length > 0) grant.rejectOIDCScope(others.join(' '));
  for (const resource of requestedResources(environment, details)) {
    const granted = scopes.filter((scope) => resource.scopes.includes(scope));
    if (granted.length > 0) grant.addResourceScope(indicatorOf(resource), granted.join(' '));
  }
  return { consent: { grantId: await grant.save() } };
}

/** The same authorization request once more, with `prompt=login` (OpenID Connect Core §3.1.2.1). */
function askAgainWho({ ctx, details: { params } }: Visit): void {
  const { [entryParameter]: entry, resource, prompt, ...others } = params;
  const given = Object.entries(others).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  const query = new URLSearchParams(given);
  for (const name of [resource].flat()) if (typeof name === 'string') query.append('resource', name);
  const prompts = typeof prompt === 'string' ? prompt.split(' ') : [];
  query.set('prompt', [...new Set(['login', ...prompts])].join(' '));
  const { authorization, resourceAuthorization } = paths(typeof entry === 'string' ? entry : '');
  ctx.redirect(`${entry === 'environment' ? authorization : resourceAuthorization}?${query.toString()}`);
  ctx.status = 303;
}
