import type { Grant, KoaContextWithOIDC, interactionPolicy } from 'oidc-provider';
import type { Environment } from './environment.ts';
import { destinationOf } from './login/destination.ts';
import type { OidcProvider } from './provider.ts';

/**
 * The interaction policy of automatic approval: nobody is ever asked. oidc-provider asks each check whether
 * the user must be sent to a page; this one logs the user in and grants what was requested instead, so that
 * the authorization endpoint answers with one redirect straight to the client.
 */
export function automaticPolicy(
  { interactionPolicy: { Check, Prompt }, errors }: OidcProvider,
  { settings }: Environment,
): interactionPolicy.Prompt[] {
  const approve = async (ctx: KoaContextWithOIDC): Promise<boolean> => {
    const { session, client } = ctx.oidc;
    if (session === undefined || client === undefined) throw new Error('authorize has no session or client');
    if (ctx.oidc.prompts.has('none') && session.accountId === undefined) return Check.REQUEST_PROMPT;
    session.loginAccount({ accountId: settings.subject });
    const grant = new ctx.oidc.provider.Grant({ accountId: settings.subject, clientId: client.clientId });
    if (!grantRequested(ctx, grant)) {
      throw new errors.InvalidScope('none of the requested scopes exists', String(ctx.query.scope));
    }
    const grantId = await grant.save();
    session.ensureClientContainer(client.clientId);
    session.grantIdFor(client.clientId, grantId);
    ctx.oidc.entity('Grant', grant);
    return Check.NO_NEED_TO_PROMPT;
  };
  // Requestable, or `prompt=consent` would be refused; without their own checks, or it would be obeyed.
  const silent = ['login', 'consent', 'select_account'].map((name) => {
    const prompt = new Prompt({ name, requestable: true });
    prompt.checks.clear();
    return prompt;
  });
  const automatic = new Prompt(
    { name: 'automatic', requestable: false },
    new Check('not_logged_in', 'no user is logged in', 'login_required', approve),
  );
  return [automatic, ...silent];
}

/**
 * The interaction policy of the pages: oidc-provider's own, but that what it asks of every client registered as native
 * is asked where the answer goes to a program or an app on the device. Nobody can tell which one that is, so an earlier
 * consent says nothing of it (RFC 8252 §8.6); a web client is known by its host, and its consent is remembered.
 */
export function interactivePolicy({
  interactionPolicy: { base, Check, Prompt },
}: OidcProvider): interactionPolicy.Prompt[] {
  const policy = base();
  const checks = policy.get('consent')?.checks;
  checks?.remove('native_client_prompt');
  checks?.add(
    new Check(
      'native_client_prompt',
      'the user must consent each time',
      'interaction_required',
      ({ oidc }) => {
        const isKnown = destinationOf(String(oidc.params?.redirect_uri)).kind === 'web';
        return isKnown || oidc.result?.consent !== undefined ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT;
      },
    ),
  );
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  return policy;
}

/**
 * The interaction policy of a proxy: who is logged in, and what was approved, is asked anew each time, so that it hangs on
 * nothing but what the proxy itself keeps in the browser.
 */
export function proxyPolicy({
  interactionPolicy: { Check, Prompt },
}: OidcProvider): interactionPolicy.Prompt[] {
  const isOpen = ({ oidc }: KoaContextWithOIDC): boolean =>
    oidc.result?.login === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
  const login = new Prompt(
    { name: 'login', requestable: true },
    new Check('not_logged_in', 'nobody is logged in', 'login_required', isOpen),
  );
  return [login, ...['consent', 'select_account'].map((name) => new Prompt({ name, requestable: true }))];
}

/** Grants every requested scope that exists; false when that is none. */
export function grantRequested(ctx: KoaContextWithOIDC, grant: Grant): boolean {
  const { requestParamOIDCScopes, requestParamScopes, resourceServers = {} } = ctx.oidc;
  grant.addOIDCScope([...requestParamOIDCScopes].join(' '));
  for (const [indicator, server] of Object.entries(resourceServers)) {
    const known = server.scopes;
    const scope = [...requestParamScopes].filter((name) => known.has(name)).join(' ');
    if (scope !== '') grant.addResourceScope(indicator, scope);
  }
  return requestParamOIDCScopes.size > 0 || Object.keys(grant.resources ?? {}).length > 0;
}
