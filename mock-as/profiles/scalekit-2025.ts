import type { Behaviour } from '../behaviour.ts';
import { scalekit } from './scalekit.ts';

/**
 * Scalekit as servers of mid-2025 knew it: the environment is the authorization server, introspection asks for no
 * credentials, and `aud` is one string.
 */
export const scalekit2025: Behaviour = {
  ...scalekit,
  authorizationServer: 'environment',
  metadataIssuer: 'environment',
  resourceMetadata: false,
  pathInsertedMetadata: false,
  extendedMetadata: true,
  metadata: {
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    // Unheard of at that time.
    client_id_metadata_document_supported: null,
  },
  jwksPath: '/jwks',
  authorizationResponseIssuer: false,
  audience: 'string',
  clientIdMetadataDocuments: false,
  registeredClients: 'requested',
  registrationResponse: 'rfc7591',
  introspection: 'open',
};
