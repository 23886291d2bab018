import type { Behaviour } from '../behaviour.ts';

const signingAlgorithms = ['RS256', 'PS256', 'ES256'];

/**
 * A plain and strict authorization server after the MCP authorization text of 2026-07-28, OAuth 2.1 and the RFCs that
 * these name; nothing of a vendor is in it.
 */
export const oauth21: Behaviour = {
  authorizationServer: 'environment',
  metadataIssuer: 'environment',
  tokenIssuer: 'environment',
  resourceMetadata: false,
  pathInsertedMetadata: false,
  environmentMetadata: true,
  openidConfiguration: false,
  extendedMetadata: true,
  metadata: {
    introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    revocation_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post'],
    token_endpoint_auth_signing_alg_values_supported: signingAlgorithms,
  },
  jwksPath: '/jwks',
  authorizationResponseIssuer: true,
  accessTokens: 'jwt',
  accessTokenProfile: 'rfc9068',
  audience: 'string',
  audienceResourceId: false,
  resourceEnforcement: 'enforce',
  dynamicRegistration: true,
  clientIdMetadataDocuments: true,
  registrationResponse: 'rfc7591',
  registeredClients: 'requested',
  clientManagement: true,
  clientAuthenticationMethods: ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'],
  introspection: 'authenticated',
  publicClientRevocation: true,
  refreshTokens: 'offline_access',
  refreshTokenRotation: true,
  codeChallenge: 'always',
  authorizationCodeLifetime: 60,
  errorResponses: 'rfc',
  managementApi: false,
  cors: 'permissive',
};
