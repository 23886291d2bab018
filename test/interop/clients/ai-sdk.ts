/** `@ai-sdk/mcp` in a plain program: `ai-sdk.ts <path of its module> <url>`. It is not installed with this project. */
import { pathToFileURL } from 'node:url';
import type { OAuthClientInformationMixed } from '@modelcontextprotocol/sdk/shared/auth.js';
import { codeIn, given, identity, run, TOOLS, url } from './app.ts';
import { openCallback } from './callback.ts';
import { fileProvider } from './provider.ts';
import { stored } from './storage.ts';

/** Of its interface, what is used here. */
interface Library {
  createMCPClient(options: {
    name: string;
    transport: { type: 'http'; url: string; authProvider: unknown };
  }): Promise<{
    tools(): Promise<Record<string, { execute(input: object, options: object): Promise<unknown> }>>;
    close(): Promise<void>;
  }>;
  auth(
    provider: unknown,
    options: {
      serverUrl: string;
      authorizationCode: string;
      callbackState?: string;
      callbackIssuer?: string;
    },
  ): Promise<string>;
}

const library = (await import(pathToFileURL(process.argv[2] ?? '').href)) as Library;
const callback = await openCallback();
const plain = fileProvider(callback);
const place = stored<object>('authorization-server');
const state = stored<string>('state');
const provider = {
  ...plain,
  isClientInformationDynamicallyRegistered: () => given.client_id === undefined,
  authorizationServerInformation: () => place.get(),
  saveAuthorizationServerInformation: (information: object) => place.set(information),
  storedState: () => state.get(),
  invalidateCredentials: (scope: Parameters<typeof plain.invalidateCredentials>[0]) => {
    plain.invalidateCredentials(scope);
    if (scope === 'all' || scope === 'client') place.set(undefined);
  },
  /** As its documentation asks for, a confidential client is bound to where it was registered. */
  clientInformation: (): OAuthClientInformationMixed | undefined => plain.clientInformation(),
};

await run({
  callback,
  async work() {
    const client = await library.createMCPClient({
      name: identity.name,
      transport: { type: 'http', url, authProvider: provider },
    });
    const tools = await client.tools();
    const call = { toolCallId: '1', messages: [] };
    await Promise.all(TOOLS.map(async (name) => tools[name]?.execute({}, call)));
    await client.close();
  },
  async finish(response) {
    await library.auth(provider, {
      serverUrl: url,
      authorizationCode: codeIn(response),
      callbackState: response.get('state') ?? '',
      ...(response.get('iss') === null ? {} : { callbackIssuer: response.get('iss') ?? '' }),
    });
  },
});
