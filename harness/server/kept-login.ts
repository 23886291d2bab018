import type { AuthorizationServerContext } from '../authorization-server/context.ts';
import type { Grant } from '../authorization-server/flow.ts';
import type { GivenClient } from '../authorization-server/target.ts';
import type { Memory, StoredClient } from '../oauth/memory.ts';
import { isObject } from '../mcp/answer.ts';

/** What a login leaves for the next run, where the user has named a file for it. */
export interface KeptLogin {
  /** The client that registered itself in an earlier run. */
  client(issuer: string): GivenClient | undefined;
  /** Tokens by the refresh token of an earlier run; undefined when there is none, or it is refused. */
  resume(
    server: AuthorizationServerContext,
    resource: string,
  ): Promise<Pick<Grant, 'accessToken' | 'response'> | undefined>;
  keep(issuer: string, resource: string, grant: Grant): Promise<void>;
}

/** @param url That of the MCP endpoint, by which the file tells its entries apart. */
export function createKeptLogin(memory: Memory, url: string): KeptLogin {
  return {
    client(issuer) {
      const stored = memory.client(issuer);
      return stored === undefined ? undefined : given(stored);
    },
    async resume(server, resource) {
      const place = { issuer: server.issuer, resource };
      const stored = memory.tokens(place);
      if (stored?.refreshToken === undefined) return undefined;
      const client = await server.client();
      if (client.id !== stored.clientId) return undefined;
      const form = { grant_type: 'refresh_token', refresh_token: stored.refreshToken, resource };
      const response = (await server.token(client, form)).json();
      if (!isObject(response) || typeof response['access_token'] !== 'string') {
        await memory.dropTokens(place);
        return undefined;
      }
      const { access_token: accessToken, refresh_token: refreshToken = stored.refreshToken } = response;
      await memory.keepTokens(url, place, {
        ...stored,
        accessToken,
        ...(typeof refreshToken === 'string' ? { refreshToken } : {}),
      });
      return { accessToken, response };
    },
    async keep(issuer, resource, { client, accessToken, refreshToken }) {
      const { id, secret, method, redirectUri, strategy } = client;
      if (strategy === 'dcr' && method !== 'private_key_jwt') {
        await memory.keepClient(issuer, {
          id,
          method,
          redirectUri,
          ...(secret === undefined ? {} : { secret }),
        });
      }
      await memory.keepTokens(
        url,
        { issuer, resource },
        { accessToken, clientId: id, ...(refreshToken === undefined ? {} : { refreshToken }) },
      );
    },
  };
}

function given({ id, secret, method, redirectUri }: StoredClient): GivenClient {
  return { id, method, redirectUri, ...(secret === undefined ? {} : { secret }) };
}
