import { randomUUID } from 'node:crypto';
import type { OAuthDiscoveryState } from '@modelcontextprotocol/client';
import type { OAuthClientInformationMixed, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js';
import { given } from './app.ts';
import type { Callback } from './callback.ts';
import { stored } from './storage.ts';

interface Context {
  issuer?: string;
}

/**
 * An OAuth client provider as the documentation of the SDKs describes it, kept in files. The v2 SDK names the authorization
 * server that something belongs to; the v1 SDK does not, so there is one of each.
 */
export function fileProvider(callback: Callback) {
  const registrations = stored<Record<string, OAuthClientInformationMixed>>('registrations');
  const tokens = stored<Record<string, OAuthTokens>>('tokens');
  const lastIssuer = stored<string>('last-issuer');
  const verifier = stored<string>('verifier');
  const discovery = stored<OAuthDiscoveryState>('discovery');
  const state = stored<string>('state');
  const keyOf = ({ issuer }: Context = {}) => issuer ?? lastIssuer.get() ?? 'default';
  return {
    redirectUrl: callback.redirectUrl,
    ...(given.client_metadata_url === undefined ? {} : { clientMetadataUrl: given.client_metadata_url }),
    clientMetadata: {
      client_name: 'interop',
      redirect_uris: [callback.redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: given.client_secret === undefined ? 'none' : 'client_secret_basic',
    },
    state: () => {
      const fresh = randomUUID();
      state.set(fresh);
      return fresh;
    },
    /** It is the program that looks at the state. */
    checkState: (response: URLSearchParams) => {
      if (response.get('state') !== state.get()) throw new Error('The response belongs to another request.');
    },
    clientInformation: (context?: Context): OAuthClientInformationMixed | undefined =>
      given.client_id === undefined
        ? registrations.get()?.[keyOf(context)]
        : { client_id: given.client_id, ...(given.client_secret && { client_secret: given.client_secret }) },
    saveClientInformation: (information: OAuthClientInformationMixed, context?: Context) => {
      if (given.client_id !== undefined) return;
      registrations.set({ ...registrations.get(), [keyOf(context)]: information });
    },
    tokens: (context?: Context) => tokens.get()?.[keyOf(context)],
    saveTokens: (saved: OAuthTokens, context?: Context) => {
      tokens.set({ ...tokens.get(), [keyOf(context)]: saved });
      if (context?.issuer !== undefined) lastIssuer.set(context.issuer);
    },
    redirectToAuthorization: (authorization: URL) => callback.open(authorization),
    saveCodeVerifier: (fresh: string) => verifier.set(fresh),
    codeVerifier: () => verifier.get() ?? '',
    saveDiscoveryState: (found: OAuthDiscoveryState) => discovery.set(found),
    discoveryState: () => discovery.get() ?? undefined,
    invalidateCredentials: (scope: 'all' | 'client' | 'tokens' | 'verifier' | 'discovery') => {
      if (scope === 'all' || scope === 'client') registrations.set(undefined);
      if (scope === 'all' || scope === 'tokens') tokens.set(undefined);
      if (scope === 'all' || scope === 'verifier') verifier.set(undefined);
      if (scope === 'all' || scope === 'discovery') discovery.set(undefined);
    },
  };
}
