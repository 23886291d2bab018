import type { OAuthDiscoveryState } from '@modelcontextprotocol/client';
import type { OAuthClientInformation, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js';

/**
 * An OAuth client provider of either SDK that keeps everything in memory and follows the authorization URL itself: the
 * mock approves automatically, with one redirect.
 */
export function headlessProvider() {
  let information: OAuthClientInformation | undefined;
  let tokens: OAuthTokens | undefined;
  let verifier = '';
  let callback: URLSearchParams | undefined;
  let discovery: OAuthDiscoveryState | undefined;
  const redirectUrl = 'http://127.0.0.1:8765/callback';
  const answered = () => {
    if (callback === undefined) throw new Error('The authorization server did not call back.');
    return callback;
  };
  return {
    redirectUrl,
    clientMetadata: {
      client_name: 'interop',
      redirect_uris: [redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
    clientInformation: () => information,
    saveClientInformation: (saved: OAuthClientInformation) => {
      information = saved;
    },
    tokens: () => tokens,
    saveTokens: (saved: OAuthTokens) => {
      tokens = saved;
    },
    invalidateCredentials: (scope: 'all' | 'client' | 'tokens' | 'verifier' | 'discovery') => {
      if (scope === 'all' || scope === 'client') information = undefined;
      if (scope === 'all' || scope === 'tokens') tokens = undefined;
      if (scope === 'all' || scope === 'discovery') discovery = undefined;
    },
    codeVerifier: () => verifier,
    saveCodeVerifier: (saved: string) => {
      verifier = saved;
    },
    discoveryState: () => discovery,
    saveDiscoveryState: (saved: OAuthDiscoveryState) => {
      discovery = saved;
    },
    redirectToAuthorization: async (url: URL) => {
      const response = await fetch(url, { redirect: 'manual' });
      const location = response.headers.get('location');
      if (location === null) throw new Error(`No redirect from the authorization server: ${response.status}`);
      callback = new URL(location, url).searchParams;
    },
    /** The parameters of the redirect back. */
    callback: answered,
    code: () => answered().get('code') ?? '',
  };
}
