import { randomBytes } from 'node:crypto';
import type { Configuration, ErrorOut, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { automaticPolicy } from './approval.ts';
import { metadataIssuer, paths } from './environment.ts';
import type { Environment } from './environment.ts';
import { identifier } from './identifiers.ts';

export type OidcProvider = typeof import('oidc-provider');

let loaded: Promise<OidcProvider> | undefined;

/**
 * Loads oidc-provider. On Node 20, which it runs well on but no longer supports, it prints one line about
 * that while it is loaded; that very line is kept off the console, every other one passes.
 */
export function loadProvider(): Promise<OidcProvider> {
  loaded ??= importQuietly();
  return loaded;
}

async function importQuietly(): Promise<OidcProvider> {
  const { warn } = console;
  console.warn = (...parameters: unknown[]) => {
    if (!String(parameters[0]).includes('oidc-provider WARNING: Unsupported runtime.')) warn(...parameters);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}

/** Makes the oidc-provider that does authorize, token and registration. */
export function createProvider(library: OidcProvider, environment: Environment): Provider {
  const configuration = environment.parts.providerConfiguration(configure(library, environment));
  const provider = new library.Provider(metadataIssuer(environment), configuration);
  provider.on('server_error', (_ctx, error) => environment.settings.log(`server error: ${error.message}`));
  return provider;
}

function configure(library: OidcProvider, environment: Environment): Configuration {
  const { settings, keys, store } = environment;
  const path = paths(settings.resource.id);
  return {
    adapter: store.adapter,
    jwks: { keys: [{ ...keys.current().privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    routes: { authorization: path.authorization, token: path.token, registration: path.registrationAlias },
    scopes: ['openid', 'offline_access', ...settings.resource.scopes],
    clientDefaults: {
      id_token_signed_response_alg: 'RS256',
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
    },
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    ...(settings.fetchClientMetadata === undefined ? {} : { fetch: settings.fetchClientMetadata }),
    extraParams: [entryParameter],
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    issueRefreshToken: (_ctx, client, code) =>
      client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
    rotateRefreshToken: () => true,
    expiresWithSession: () => false,
    clientBasedCORS: () => true,
    renderError,
    interactions: {
      url: (_ctx, interaction) => `${path.interaction}/${interaction.uid}`,
      ...(settings.approval === 'automatic' ? { policy: automaticPolicy(library, environment) } : {}),
    },
    features: features(library, environment),
    ttl: {
      AccessToken: settings.resource.accessTokenLifetime,
      AuthorizationCode: 600,
      ClientCredentials: settings.resource.accessTokenLifetime,
      Grant: 30 * 86_400,
      IdToken: 3600,
      Interaction: 3600,
      RefreshToken: 30 * 86_400,
      Session: 86_400,
    },
  };
}

/** Remembers through a login which authorization endpoint the client came to; see `issuerOfResponse`. */
export const entryParameter = 'mock_entry';

function features(
  { errors }: OidcProvider,
  environment: Environment,
): Exclude<Configuration['features'], undefined> {
  const { settings, tokens, resourceIssuer: ownIndicator } = environment;
  return {
    clientCredentials: { enabled: true },
    clientIdMetadataDocument: {
      enabled: settings.clientIdMetadataDocuments,
      ack: 'draft-02',
      allowFetch: () => true,
      allowClient: (_ctx, client) => !tokens.isForgotten(client.clientId),
    },
    devInteractions: { enabled: false },
    registration: {
      enabled: settings.dynamicRegistration,
      idFactory: () => identifier('m2m'),
      issueRegistrationAccessToken: false,
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_ctx, _client, oneOf) => oneOf?.[0] ?? ownIndicator,
      useGrantedResource: () => true,
      getResourceServerInfo: (_ctx, indicator) => {
        if (indicator !== ownIndicator) throw new errors.InvalidTarget();
        return {
          scope: settings.resource.scopes.join(' '),
          audience: indicator,
          // The handle behind the token; what the client gets is a JWT made from it, see `tokens.ts`.
          accessTokenFormat: 'opaque',
          accessTokenTTL: settings.resource.accessTokenLifetime,
        };
      },
    },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
  };
}

/**
 * What a browser sees when the authorization server cannot send it back to the client. For a client that
 * Scalekit does not know (any more), the words are Scalekit's.
 */
function renderError(ctx: KoaContextWithOIDC, out: ErrorOut): void {
  const { error, error_description: description } = out;
  const stray = error === 'invalid_client' || error === 'invalid_client_metadata';
  if (ctx.oidc.route !== 'authorization' || !stray) {
    ctx.body = { error, ...(description === undefined ? {} : { error_description: description }) };
    return;
  }
  const clientId = ctx.query.client_id;
  ctx.status = 400;
  ctx.body =
    typeof clientId === 'string' && clientId.includes('://')
      ? {
          error: 'invalid_client_metadata_url',
          error_description: 'unable to retrieve the client metadata document',
        }
      : { error: 'invalid_request', error_description: 'unable to retrieve client by id' };
}
