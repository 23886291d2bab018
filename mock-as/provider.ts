import type { Configuration, ErrorOut, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { createClientDocuments, type ClientDocuments } from './client-documents.ts';
import { entryParameter } from './entries.ts';
import { metadataIssuer, paths } from './environment.ts';
import type { Environment } from './environment.ts';
import { identifier } from './identifiers.ts';
import { indicatorOf, resourceOfIndicator } from './indicators.ts';
import type { Resources } from './resources.ts';

export type OidcProvider = typeof import('oidc-provider');

/** What oidc-provider calls them where their size is limited. */
const DOCUMENT = 'client_id metadata document';
/** Client ID Metadata Document draft-00 §6.6. */
const MOST_BYTES = 5 * 1024;

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
  const documents = createClientDocuments(environment);
  const own = configure(library, environment, documents);
  const altered = environment.parts.providerConfiguration(own, environment);
  const limit = altered.fetchResponseBodyLimits?.[DOCUMENT] ?? MOST_BYTES;
  const ask: typeof fetch = (input, init) => fetch(input, init);
  const configuration = { ...altered, fetch: documents.reading(altered.fetch ?? ask, limit) };
  const issuer = metadataIssuer(environment, environment.resources.first());
  const provider = new library.Provider(issuer, configuration);
  provider.on('server_error', (_ctx, error) => environment.settings.log(`server error: ${error.message}`));
  requireSecretOfMachines(provider);
  environment.parts.provider(environment, provider);
  return provider;
}

/** Only a client that authenticates gets a token of its own, also when it registered otherwise (OAuth 2.1 §4.2). */
function requireSecretOfMachines({ Client: { prototype } }: Provider): void {
  prototype.grantTypeAllowed = function (type) {
    const isAnybody = type === 'client_credentials' && this.clientAuthMethod === 'none';
    return !isAnybody && this.grantTypes?.includes(type) === true;
  };
}

function configure(
  library: OidcProvider,
  environment: Environment,
  documents: ClientDocuments,
): Configuration {
  const { settings, base, keys, store, resources, identity } = environment;
  const path = paths('');
  const scopes = resources.list().flatMap((resource) => resource.scopes);
  return {
    adapter: store.adapter,
    jwks: { keys: [{ ...keys.current().privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: {
      keys: [identity.cookieKey],
      // Cookies know no ports: two mocks on this host would log each other's users out.
      names: { session: `_session_${new URL(base).port}` },
    },
    routes: { authorization: path.authorization, token: path.token, registration: path.registrationAlias },
    scopes: [...new Set(['openid', 'offline_access', ...scopes])],
    clientDefaults: {
      id_token_signed_response_alg: 'RS256',
      // What a client gets that does not say: by RFC 7591 §2 only the code flow.
      grant_types:
        settings.registeredClients === 'requested'
          ? ['authorization_code']
          : ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
    },
    clientAuthMethods: [...settings.clientAuthenticationMethods],
    responseTypes: ['code'],
    pkce: {
      required: (_ctx, client) => settings.codeChallenge === 'always' || client.clientAuthMethod === 'none',
    },
    ...(settings.fetchClientMetadata === undefined ? {} : { fetch: unguarded(settings.fetchClientMetadata) }),
    extraParams: [entryParameter],
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    issueRefreshToken: (_ctx, client, code) =>
      client.grantTypeAllowed('refresh_token') &&
      (settings.refreshTokens === 'always' || code.scopes.has('offline_access')),
    rotateRefreshToken: () => settings.refreshTokenRotation,
    expiresWithSession: () => false,
    clientBasedCORS: () => true,
    renderError: (ctx, out) => renderError(environment, ctx, out),
    interactions: {
      url: (_ctx, interaction) => `${path.interaction}/${interaction.uid}`,
      policy: environment.parts.interactionPolicy(library, environment),
    },
    features: features(library, environment, documents),
    fetchResponseBodyLimits: { [DOCUMENT]: MOST_BYTES },
    ttl: {
      AccessToken: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? 3600,
      AuthorizationCode: settings.authorizationCodeLifetime,
      ClientCredentials: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? 3600,
      Grant: longest(resources),
      IdToken: 3600,
      Interaction: 3600,
      RefreshToken: (_ctx, token) => {
        const indicator = [token.resource].flat()[0];
        return resourceOfIndicator(environment, indicator)?.refreshTokenLifetime ?? longest(resources);
      },
      Session: 86_400,
    },
  };
}

/** Without oidc-provider's dispatcher, which refuses loopback addresses: the documents live on this machine. */
function unguarded(ask: typeof fetch): typeof fetch {
  return (input, init) => {
    const own = { ...init };
    delete own.dispatcher;
    return ask(input, own);
  };
}

/** A grant must not end before its refresh tokens do. */
function longest(resources: Resources): number {
  return Math.max(...resources.list().map(({ refreshTokenLifetime }) => refreshTokenLifetime));
}

function features(
  { errors }: OidcProvider,
  environment: Environment,
  documents: ClientDocuments,
): Exclude<Configuration['features'], undefined> {
  const { settings, resources, clients } = environment;
  const isAny = (toggle: 'dynamicRegistration' | 'clientIdMetadataDocuments'): boolean =>
    resources.list().some((resource) => resource[toggle]);
  return {
    clientCredentials: { enabled: true },
    clientIdMetadataDocument: {
      enabled: isAny('clientIdMetadataDocuments'),
      ack: 'draft-02',
      allowFetch: (_ctx, id) => documents.mayRead(id),
      // They are kept by the clock of the mock.
      cacheDuration: { min: 0, max: 0 },
      // There is no context where a page of the login asks who the client is.
      allowClient: (ctx: KoaContextWithOIDC | undefined, client) => {
        // Another port of a loopback redirect URI is allowed (RFC 8252 §7.3), which oidc-provider leaves to native
        // clients; a document need not say that its client is one.
        Object.assign(client, { applicationType: 'native' });
        // Required by MCP 2026-07-28, Client ID Metadata Documents.
        if (client.clientName === undefined) return false;
        documents.keep(client.clientId);
        return (
          !clients.isForgotten(client.clientId) &&
          resources.find(String(ctx?.state.entry))?.clientIdMetadataDocuments !== false
        );
      },
    },
    devInteractions: { enabled: false },
    registration: {
      enabled: isAny('dynamicRegistration'),
      idFactory: () => identifier('m2m'),
      issueRegistrationAccessToken: settings.clientManagement,
    },
    registrationManagement: { enabled: isAny('dynamicRegistration') && settings.clientManagement },
    resourceIndicators: {
      enabled: true,
      // Where several are meant and none is named.
      defaultResource: (_ctx, _client, oneOf) => {
        const [first, ...others] = oneOf ?? resources.list().map(indicatorOf);
        const isClear = others.length === 0 || settings.resourceEnforcement === 'ignore';
        if (first === undefined || !isClear) throw new errors.InvalidTarget('name the resource');
        return first;
      },
      useGrantedResource: () => true,
      getResourceServerInfo: (_ctx, indicator) => {
        const resource = resourceOfIndicator(environment, indicator);
        if (resource === undefined) throw new errors.InvalidTarget();
        return {
          scope: resource.scopes.join(' '),
          audience: indicatorOf(resource),
          // The handle behind the token; what the client gets is a JWT made from it, see `issuing.ts`.
          accessTokenFormat: 'opaque',
          accessTokenTTL: resource.accessTokenLifetime,
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
function renderError({ settings }: Environment, ctx: KoaContextWithOIDC, out: ErrorOut): void {
  const { error, error_description: description } = out;
  const stray = error === 'invalid_client' || error === 'invalid_client_metadata';
  if (ctx.oidc.route !== 'authorization' || !stray || settings.errorResponses === 'rfc') {
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
