import { Stop, type AuthorizationServerContext, type Client } from '../../harness/index.ts';

/**
 * A client that registered this redirect URI; undefined when the authorization server wants none such, which another
 * check judges where a text demands it.
 */
export async function registeredWith(
  server: AuthorizationServerContext,
  redirectUri: string,
  kind: 'native' | 'web' = 'native',
): Promise<Client | undefined> {
  try {
    return await server.client({ metadata: { redirect_uris: [redirectUri], application_type: kind } });
  } catch (error) {
    if (error instanceof Stop && error.outcome === 'inconclusive') return undefined;
    throw error;
  }
}
