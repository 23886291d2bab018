import { authorizationServer, paths } from './environment.ts';
import type { Environment } from './environment.ts';
import type { MockUrls } from './mock.ts';
import type { ProtectedResource } from './resources.ts';

/** The URLs by which one uses the mock for an MCP server. */
export function urlsOf(environment: Environment, resource: ProtectedResource): MockUrls {
  const { base, settings } = environment;
  const path = paths(resource.id);
  const isOwn = settings.authorizationServer === 'resource';
  return {
    environment: base,
    issuer: authorizationServer(environment, resource),
    authorization: base + (isOwn ? path.resourceAuthorization : path.authorization),
    token: base + (isOwn ? path.resourceToken : path.token),
    jwks: base + settings.jwksPath,
    introspection: base + path.introspection,
    registration: base + (isOwn ? path.registration : path.registrationAlias),
    revocation: base + path.revocation,
  };
}
