/** A server to compare, as a process of its own: `token-servers.ts mock|bare|oauth2-mock-server`. Answers by IPC. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { keepHeapSmall } from '../cli/small-heap.ts';
import { startMockAuthorizationServer } from '../mock-as/index.ts';

/** Where to ask, and as whom. */
export interface TokenServer {
  authorization: string;
  token: string;
  registration: string;
  machine: { id: string; secret: string };
}

/** What the process has used so far. */
export interface Usage {
  /** Milliseconds of processor time. */
  cpuMs: number;
  /** Megabytes; after a garbage collection where one was asked for. */
  heapMb: number;
  /** With what V8 has reserved and may give back. */
  rssMb: number;
}

const resource = 'http://127.0.0.1:4321/mcp';
const scopes = ['notes:read', 'notes:write'];

async function startMock(): Promise<TokenServer> {
  // As the command mock-as does.
  keepHeapSmall();
  const { urls, client } = await startMockAuthorizationServer({ resource: { url: resource, scopes } });
  return { ...urls, machine: client };
}

/** oidc-provider with nothing around it: the same grants and tokens as the mock, automatic approval too. */
async function startBare(): Promise<TokenServer> {
  const { Provider, interactionPolicy } = await import('oidc-provider');
  const { generateKeyPairSync } = await import('node:crypto');
  const http = createServer({ keepAliveTimeout: 5_000 });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const { Check, Prompt } = interactionPolicy;
  const approve = async (ctx: KoaContextWithOIDC): Promise<boolean> => {
    const { session, client, provider } = ctx.oidc;
    if (session === undefined || client === undefined) throw new Error('there is no session or client');
    session.loginAccount({ accountId: 'usr_1' });
    const grant = new provider.Grant({ accountId: 'usr_1', clientId: client.clientId });
    grant.addOIDCScope('openid');
    grant.addResourceScope(resource, scopes.join(' '));
    session.ensureClientContainer(client.clientId);
    session.grantIdFor(client.clientId, await grant.save());
    ctx.oidc.entity('Grant', grant);
    return Check.NO_NEED_TO_PROMPT;
  };
  const machine = { id: 'skc_1', secret: 'a-secret-of-32-characters-or-more' };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider = new Provider(base, {
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' }] },
    cookies: { keys: ['one'] },
    clients: [
      {
        client_id: machine.id,
        client_secret: machine.secret,
        redirect_uris: [],
        response_types: [],
        grant_types: ['client_credentials'],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    scopes: ['openid', 'offline_access', ...scopes],
    clientDefaults: {
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
    },
    pkce: { required: () => true },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    interactions: {
      policy: [new Prompt({ name: 'login', requestable: true }, new Check('approve', 'approves', approve))],
    },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      registration: { enabled: true, issueRegistrationAccessToken: false },
      clientIdMetadataDocument: { enabled: true, ack: 'draft-02' },
      introspection: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: scopes.join(' '),
          audience: resource,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  });
  const handle = provider.callback();
  http.on('request', (request, response) => void handle(request, response));
  return { authorization: `${base}/auth`, token: `${base}/token`, registration: `${base}/reg`, machine };
}

async function startOther(): Promise<TokenServer> {
  const { OAuth2Server } = await import('oauth2-mock-server');
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  const base = `http://127.0.0.1:${server.address().port}`;
  const machine = { id: 'any', secret: 'any' };
  return { authorization: `${base}/authorize`, token: `${base}/token`, registration: '', machine };
}

const servers = { mock: startMock, bare: startBare, 'oauth2-mock-server': startOther };
export type ServerName = keyof typeof servers;

function usage(collected: boolean): Usage {
  // What the first one finalises, the second one frees.
  if (collected) [1, 2].forEach(() => global.gc?.());
  const { user, system } = process.cpuUsage();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { cpuMs: (user + system) / 1000, heapMb: (heapUsed + external) / 1e6, rssMb: rss / 1e6 };
}

if (process.send !== undefined) {
  const start = servers[process.argv[2] as ServerName];
  process.on('message', (asked) => process.send?.(usage(asked === 'collected')));
  process.on('disconnect', () => process.exit());
  process.send(await start());
}
