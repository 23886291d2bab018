import type { Setup } from './types.ts';

/** The protected resource metadata (RFC 9728 §2): from configuration only, so an outage does not touch it. */
export function protectedResourceMetadata({ settings, parts }: Setup): Record<string, unknown> {
  return {
    resource: settings.resourceIdentifier,
    authorization_servers: [settings.authorizationServer],
    scopes_supported: parts.supportedScopes(),
    bearer_methods_supported: ['header'],
    resource_name: 'Web search',
  };
}
