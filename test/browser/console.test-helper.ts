/** A place to develop in, with real clients, for the tests of the console. */
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import type {
  OAuthClientInformation,
  OAuthClientProvider,
  OAuthDiscoveryState,
  OAuthTokens,
} from '@modelcontextprotocol/client';
import { startPlace, type Place } from '../../cli/dev-place.ts';
import type { MockAuthorizationServerOptions } from '../../mock-as/index.ts';

/** Everything on free ports, without a control plane. */
export function startTestPlace(mock: MockAuthorizationServerOptions = {}): Promise<Place> {
  return startPlace({
    mock,
    ports: { mock: 0, server: 0, console: 0 },
    beside: async () => ({ close: async () => undefined }),
  });
}

/** A desktop client whose user says yes at once, as automatic approval does. */
export interface DesktopClient {
  /** Calls a tool, after an authorization when one is needed. Throws when the authorization cannot be had. */
  whoami(): Promise<string>;
  readonly id: string | undefined;
  /** As if the access token had run out. */
  expire(token: string): void;
  /** As after a restart that lost all but the registration. */
  loseTokens(): void;
}

const redirectUrl = 'http://127.0.0.1:8976/callback';

export function desktopClient(serverUrl: string, clientName = 'Desktop client'): DesktopClient {
  const memory: {
    information?: OAuthClientInformation;
    tokens?: OAuthTokens;
    discovery?: OAuthDiscoveryState;
  } = {};
  let verifier = '';
  let answer: URLSearchParams | undefined;
  const provider: OAuthClientProvider = {
    redirectUrl,
    clientMetadata: {
      client_name: clientName,
      redirect_uris: [redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      scope: 'web-search:read offline_access',
    },
    clientInformation: () => memory.information,
    saveClientInformation: (saved) => void (memory.information = saved),
    tokens: () => memory.tokens,
    saveTokens: (saved) => void (memory.tokens = saved),
    codeVerifier: () => verifier,
    saveCodeVerifier: (saved) => void (verifier = saved),
    discoveryState: () => memory.discovery,
    saveDiscoveryState: (saved) => void (memory.discovery = saved),
    invalidateCredentials: (scope) => {
      if (scope === 'all' || scope === 'client') delete memory.information;
      if (scope === 'all' || scope === 'tokens') delete memory.tokens;
    },
    redirectToAuthorization: async (url) => {
      const response = await fetch(url, { redirect: 'manual' });
      const location = response.headers.get('location');
      if (location === null) throw new Error(`no redirect: ${await response.text()}`);
      answer = new URL(location).searchParams;
    },
  };
  const connect = async (): Promise<Client> => {
    const client = new Client({ name: 'desktop', version: '1.0.0' });
    const transport = new StreamableHTTPClientTransport(new URL(serverUrl), { authProvider: provider });
    try {
      await client.connect(transport);
      return client;
    } catch (error) {
      if (!(error instanceof UnauthorizedError) || answer === undefined) throw error;
      await transport.finishAuth(answer);
      answer = undefined;
      return connect();
    }
  };
  return {
    get id() {
      return memory.information?.client_id;
    },
    whoami: async () => {
      const client = await connect();
      try {
        return JSON.stringify((await client.callTool({ name: 'whoami', arguments: {} })).content);
      } finally {
        await client.close();
      }
    },
    expire: (token) => {
      if (memory.tokens !== undefined) memory.tokens = { ...memory.tokens, access_token: token };
    },
    loseTokens: () => {
      delete memory.tokens;
    },
  };
}
