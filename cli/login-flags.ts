/** The flags of every command that may have to log in at an authorization server. */
import { Option, type Command } from 'commander';
import type { DocumentPlace } from '../harness/authorization-server/document-host.ts';
import type { GivenClient } from '../harness/authorization-server/target.ts';
import type { AuthenticationMethod } from '../harness/oauth/client-authentication.ts';
import type { LoginFor } from '../harness/oauth/visit.ts';
import { usageFailure } from './failure.ts';

export interface LoginFlags {
  login?: string;
  clientId?: string;
  clientSecret?: string;
  clientAuth?: AuthenticationMethod;
  redirectUri?: string;
  scope?: string;
}

const METHODS: AuthenticationMethod[] = ['none', 'client_secret_basic', 'client_secret_post'];

export function addLoginFlags(command: Command): Command {
  return command
    .option(
      '--login <how>',
      'get through the login: auto (follows redirects), browser, or the path of a script (./login.ts)',
    )
    .option('--client-id <id>', 'client that is registered at the authorization server')
    .addOption(new Option('--client-secret <secret>', 'its secret').env('MCP_AUTH_CONFORMANCE_CLIENT_SECRET'))
    .addOption(
      new Option('--client-auth <method>', 'how it authenticates at the token endpoint').choices(METHODS),
    )
    .option('--redirect-uri <uri>', 'redirect URI that is registered for it')
    .option('--scope <scopes>', 'scopes to ask for, instead of those that are advertised');
}

/** The client that the user has registered, if there is one. */
export function clientOf(flags: LoginFlags): GivenClient | undefined {
  const { clientId: id, clientSecret: secret, clientAuth: method, redirectUri } = flags;
  if (id === undefined) {
    if (redirectUri === undefined && method === undefined) return undefined;
    throw usageFailure('--redirect-uri and --client-auth are about a registered client: add --client-id.');
  }
  if (method !== undefined && method !== 'none' && secret === undefined) {
    throw usageFailure(
      `--client-auth ${method} needs a secret: give --client-secret or set MCP_AUTH_CONFORMANCE_CLIENT_SECRET.`,
    );
  }
  if (redirectUri !== undefined && !URL.canParse(redirectUri)) {
    throw usageFailure(`"${redirectUri}" is not a URI. Write it like http://127.0.0.1:8976/callback .`);
  }
  return {
    id,
    ...(secret === undefined ? {} : { secret }),
    ...(method === undefined ? {} : { method }),
    ...(redirectUri === undefined ? {} : { redirectUri }),
  };
}

/** `--document-host https://public.example=8123`. */
export function documentPlace(text: string | undefined): DocumentPlace | undefined {
  if (text === undefined) return undefined;
  const [, url = '', port = ''] = /^(https:\/\/.+)=(\d{1,5})$/.exec(text) ?? [];
  if (!URL.canParse(url) || Number(port) < 1 || Number(port) > 65_535) {
    throw usageFailure(
      '--document-host is a public https URL and the port of this machine that it leads to: https://docs.example.com=8123',
    );
  }
  return { url, port: Number(port) };
}

/**
 * How to get through the login; undefined follows redirects only.
 *
 * @param tell Tells a person what is waited for.
 */
export function loginOf(
  { login, redirectUri }: LoginFlags,
  {
    outputFolder,
    tell,
    signal,
  }: { outputFolder?: string; tell: (text: string) => void; signal?: AbortSignal },
): LoginFor | undefined {
  if (login === undefined || login === 'auto') return undefined;
  return async (recorder) => {
    const { startCallbackListener } = await import('../harness/oauth/callback-listener.ts');
    const callback = await startCallbackListener(...placeOf(redirectUri)).catch((error: unknown) => {
      throw usageFailure(error instanceof Error ? error.message : String(error));
    });
    if (login === 'browser') {
      const { createBrowserLogin } = await import('../harness/oauth/login-browser.ts');
      const browser = createBrowserLogin({ recorder, callback, tell, signal });
      return { ...browser, [Symbol.asyncDispose]: () => callback.close() };
    }
    const { createScriptLogin, LoginScriptTrouble } = await import('../harness/oauth/login-script.ts');
    try {
      const script = await createScriptLogin({ script: login, recorder, callback, outputFolder });
      return {
        ...script,
        [Symbol.asyncDispose]: async () => {
          await Promise.all([script[Symbol.asyncDispose](), callback.close()]);
        },
      };
    } catch (error) {
      await callback.close();
      throw error instanceof LoginScriptTrouble ? usageFailure(error.message) : error;
    }
  };
}

function placeOf(redirectUri: string | undefined): [port?: number, path?: string] {
  if (redirectUri === undefined) return [];
  const { protocol, hostname, port, pathname } = new URL(redirectUri);
  if (protocol !== 'http:' || hostname !== '127.0.0.1') return [];
  return [Number(port || 80), pathname];
}
