import type { Context } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { grantControls } from './controls.ts';
import type { Environment } from './environment.ts';
import { issueAccessToken, reissueIdToken } from './issuing.ts';
import type { JsonObject } from './metadata.ts';
import type { RegisteredClient } from './registration.ts';
import { entryIssuer } from './entries.ts';
import type { ProtectedResource } from './resources.ts';

/** Turns what oidc-provider answered into what Scalekit answers. */
export async function finishResponse(environment: Environment, ctx: Context): Promise<void> {
  const oidc = (ctx as Partial<KoaContextWithOIDC>).oidc;
  noteClient(environment, oidc?.client);
  switch (oidc?.route) {
    case 'authorization':
    case 'resume':
      finishRedirect(environment, ctx);
      return;
    case 'token':
      if (ctx.status !== 200) return;
      await reissueIdToken(environment, ctx as KoaContextWithOIDC);
      await issueAccessToken(environment, ctx as KoaContextWithOIDC);
      return;
    case 'registration':
      if (ctx.status === 201) finishRegistration(environment, ctx);
      return;
    case 'client_delete':
      if (ctx.status === 204) finishDeletion(environment, oidc.client?.clientId);
      return;
    default:
  }
}

function noteClient({ clients, clock }: Environment, client: KoaContextWithOIDC['oidc']['client']): void {
  if (client === undefined) return;
  const { clientId, clientName } = client;
  clients.seen(clientId, clock.now(), {
    kind: clientId.includes('://') ? 'metadata-document' : 'registered',
    ...(clientName === undefined ? {} : { name: clientName }),
  });
}

function finishRegistration(environment: Environment, ctx: Context): void {
  const client = ctx.body as RegisteredClient;
  const request = (ctx.state.registration ?? {}) as JsonObject;
  const resource = ctx.state.registeredFor as ProtectedResource;
  environment.clients.save(client.client_id, {
    kind: 'registered',
    since: environment.clock.now(),
    resourceId: resource.id,
    ...(typeof client.client_name === 'string' ? { name: client.client_name } : {}),
    ...(typeof request.description === 'string' ? { description: request.description } : {}),
    scopes: typeof request.scope === 'string' ? request.scope.split(' ').filter(Boolean) : resource.scopes,
  });
  ctx.body = environment.parts.registrationResponse(environment, client, request, resource);
}

/** RFC 7592 §2.3: with a client end its grants and tokens. */
function finishDeletion(environment: Environment, id: string | undefined): void {
  if (id === undefined) return;
  environment.clients.forget(id, undefined);
  const grants = grantControls(environment);
  for (const grant of grants.list()) if (grant.clientId === id) grants.revoke(grant.id);
}

/** The redirect to the client carries the issuer of the endpoint that it came to (RFC 9207 §2). */
function finishRedirect(environment: Environment, ctx: Context): void {
  const location = ctx.res.getHeader('location');
  if (typeof location !== 'string') return;
  const question = location.indexOf('?');
  // With response_mode=fragment nothing of the answer stands in the query.
  if (question === -1 || location.includes('#')) return;
  const parameters = new URLSearchParams(location.slice(question + 1));
  if (!parameters.has('code') && !parameters.has('error')) return;
  const before = parameters.toString();
  if (!environment.settings.authorizationResponseIssuer) parameters.delete('iss');
  else if (parameters.has('iss')) parameters.set('iss', entryIssuer(environment, ctx));
  environment.parts.authorizationResponse(environment, parameters);
  const after = parameters.toString();
  if (after === before) return;
  // The body names the target too.
  const { status } = ctx;
  ctx.redirect(`${location.slice(0, question)}?${after}`);
  ctx.status = status;
}
