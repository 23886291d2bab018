/** Authorization servers of other people's making, and the mock's profiles, each started in this process. */
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OAuth2Server } from 'oauth2-mock-server';
import { OIDCMockProvider } from '@mongodb-js/oidc-mock-provider';
import type { Configuration, Provider } from 'oidc-provider';
import type { AuthorizationServerRunOptions } from '../../harness/run-authorization-server.ts';
import { startMockAuthorizationServer, type ProfileName } from '../../mock-as/index.ts';
import { clientDocuments } from '../client-documents.test-helper.ts';
import { developmentLogin } from './authorization-servers-login.ts';

/** What the suite is given of it, as a user would give it. */
export type Given = Pick<
  AuthorizationServerRunOptions,
  'issuer' | 'client' | 'resources' | 'scopes' | 'login' | 'strategy' | 'documentPlace'
>;

export interface Running extends AsyncDisposable {
  given: Given;
}

export type StartPeer = (port: number) => Promise<Running>;

const HOST = '127.0.0.1';
const RESOURCES = [
  { url: 'https://mcp.example.com/mcp', scopes: ['notes:read', 'notes:write'] },
  { url: 'https://files.example.com/mcp', scopes: ['files:read'] },
];
/** Nobody listens there. */
const REDIRECT_URI = 'http://127.0.0.1:8976/callback';

/** For servers that know neither clients nor resources and take all. */
const anyClient = {
  client: { id: 'anybody', redirectUri: REDIRECT_URI },
  resources: RESOURCES.map(({ url }) => url),
};

/** Listens first, since the issuer holds the port. */
async function startProvider(port: number, configuration: Configuration, given: Omit<Given, 'issuer'>) {
  const oidc = await import('oidc-provider');
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(port, HOST, resolve));
  const issuer = `http://${HOST}:${(http.address() as AddressInfo).port}`;
  const provider = new oidc.Provider(issuer, configuration);
  const handle = provider.callback();
  const approves = configuration.features?.devInteractions?.enabled === false;
  http.on('request', (request, response) => {
    const isApproval = request.url?.startsWith('/interaction/') === true && approves;
    void (isApproval ? approve(provider, request, response) : handle(request, response));
  });
  return {
    given: { issuer, ...given },
    [Symbol.asyncDispose]: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** The configuration of its README, and nothing more. */
const bareProvider: StartPeer = (port) => {
  const redirectUri = 'http://localhost:8080/cb';
  return startProvider(
    port,
    { clients: [{ client_id: 'foo', client_secret: 'bar', redirect_uris: [redirectUri] }] },
    {
      client: { id: 'foo', secret: 'bar', redirectUri },
      login: async (recorder) => developmentLogin(recorder),
    },
  );
};

/** What an MCP client needs, switched on by its documentation: registration, resources, public clients, revocation. */
const registeringProvider: StartPeer = async (port) => {
  const { errors } = await import('oidc-provider');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const scopes = RESOURCES.flatMap((one) => one.scopes);
  const configuration: Configuration = {
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' }] },
    cookies: { keys: ['one'] },
    scopes: ['openid', 'offline_access', ...scopes],
    clientDefaults: { grant_types: ['authorization_code', 'refresh_token'] },
    responseTypes: ['code'],
    pkce: { required: () => true },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    features: {
      devInteractions: { enabled: false },
      registration: { enabled: true },
      registrationManagement: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo(_ctx, indicator) {
          const known = RESOURCES.find(({ url }) => url === indicator);
          if (known === undefined) throw new errors.InvalidTarget();
          return {
            scope: known.scopes.join(' '),
            audience: known.url,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'RS256' } },
          };
        },
      },
    },
  };
  return startProvider(port, configuration, { resources: RESOURCES.map(({ url }) => url) });
};

/** Logs everybody in and consents to everything that was asked for, with redirects alone. */
async function approve(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params, prompt } = await provider.interactionDetails(request, response);
  const accountId = 'anybody';
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId } });
  }
  const grant = new provider.Grant({ accountId, clientId: String(params['client_id']) });
  const { scope } = params;
  if (typeof scope === 'string') grant.addOIDCScope(scope);
  for (const { url, scopes } of RESOURCES) grant.addResourceScope(url, scopes.join(' '));
  const consent = { grantId: await grant.save() };
  return provider.interactionFinished(request, response, { consent });
}

/** As its README has it. */
const oauth2MockServer: StartPeer = async (port) => {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(port, HOST);
  const issuer = server.issuer.url ?? '';
  return {
    given: { issuer, ...anyClient },
    [Symbol.asyncDispose]: () => server.stop(),
  };
};

/** With the token that its command gives by default. */
const mongodbMockProvider: StartPeer = async (port) => {
  const provider = await OIDCMockProvider.create({
    port,
    hostname: HOST,
    getTokenPayload: () => ({
      expires_in: 3600,
      payload: { groups: ['testgroup'], sub: 'testuser', aud: 'resource-server-audience-value' },
    }),
  });
  return {
    given: { issuer: provider.issuer, ...anyClient },
    [Symbol.asyncDispose]: () => provider.close(),
  };
};

/** With documents of clients that it can read; Scalekit names no scopes, so offline access is to be asked for. */
const mock =
  (profile: ProfileName, scopes?: string[]): StartPeer =>
  async (port) => {
    const { place, fetchClientMetadata } = await clientDocuments();
    const server = await startMockAuthorizationServer({
      profile,
      port,
      resources: RESOURCES,
      fetchClientMetadata,
    });
    return {
      given: {
        issuer: server.urls.issuer,
        resources: server.resources.list().flatMap(({ url }) => url ?? []),
        documentPlace: place,
        strategy: 'dcr',
        ...(scopes === undefined ? {} : { scopes }),
      },
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    };
  };

/** By their names in authorization-servers.yaml. */
export const peers: Record<string, StartPeer> = {
  'oidc-provider': bareProvider,
  'oidc-provider with registration': registeringProvider,
  'oauth2-mock-server': oauth2MockServer,
  '@mongodb-js/oidc-mock-provider': mongodbMockProvider,
  'mock oauth21': mock('oauth21'),
  'mock scalekit': mock('scalekit', ['openid', 'offline_access', 'notes:read', 'notes:write']),
  'mock scalekit-2025': mock('scalekit-2025'),
};
