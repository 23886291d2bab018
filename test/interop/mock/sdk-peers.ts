/** Clients made with both SDKs, driven alike: connect to a server with full OAuth, and search. */
import * as v2 from '@modelcontextprotocol/client';
import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { headlessProvider } from '../headless-provider.ts';

const implementation = { name: 'interop', version: '1.0.0' };
const search = { name: 'web_search', arguments: { query: 'model context protocol' } };

/** What of a provider is asked for in these tests; the SDKs take more or less the same. */
export type Provider = ReturnType<typeof headlessProvider> & { clientMetadataUrl?: string };

/** Connects and searches with the tokens at hand or those that the SDK gets itself; the text of the result. */
export type Search = (url: string, authProvider: v2.OAuthClientProvider) => Promise<string>;

export interface Peer {
  name: string;
  search: Search;
  /** The same, with a way through the browser where the SDK sends there. */
  logInAndSearch: (url: string, provider: Provider) => Promise<string>;
}

const searchV1: Search = async (url, authProvider) => {
  const client = new Client(implementation);
  try {
    await client.connect(
      // What is missing in the older interface is optional in the newer.
      new StreamableHTTPClientTransport(new URL(url), { authProvider: authProvider }),
    );
    return JSON.stringify((await client.callTool(search)).content);
  } finally {
    await client.close();
  }
};

const searchV2: Search = async (url, authProvider) => {
  const client = new v2.Client(implementation, { versionNegotiation: { mode: 'auto' } });
  try {
    await client.connect(new v2.StreamableHTTPClientTransport(new URL(url), { authProvider }));
    return JSON.stringify((await client.callTool(search)).content);
  } finally {
    await client.close();
  }
};

/** Runs `search`; where it ends at the login, `finish` takes the callback, and it runs once more. */
async function throughLogin(search: () => Promise<string>, finish: () => Promise<void>): Promise<string> {
  try {
    return await search();
  } catch (error) {
    if (!(error instanceof UnauthorizedError || error instanceof v2.UnauthorizedError)) throw error;
    await finish();
    return search();
  }
}

export const peers: readonly Peer[] = [
  {
    name: 'v1 SDK',
    search: searchV1,
    logInAndSearch: (url, provider) =>
      throughLogin(
        () => searchV1(url, provider),
        () =>
          new StreamableHTTPClientTransport(new URL(url), { authProvider: provider }).finishAuth(
            provider.code(),
          ),
      ),
  },
  {
    name: 'v2 SDK',
    search: searchV2,
    logInAndSearch: (url, provider) =>
      throughLogin(
        () => searchV2(url, provider),
        () =>
          new v2.StreamableHTTPClientTransport(new URL(url), { authProvider: provider }).finishAuth(
            provider.callback(),
          ),
      ),
  },
];

/** A client that goes by its metadata document, where the authorization server knows such. */
export const withDocument = (url: string): Provider => ({ ...headlessProvider(), clientMetadataUrl: url });
