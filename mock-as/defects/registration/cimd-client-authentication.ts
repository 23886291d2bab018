import type { Defect } from '../../parts.ts';
import { readingOver, without } from '../document-reading.ts';

export default {
  breaks: 'authorization-server.registration.cimd-client-authentication',
  title: 'Every client with a document is a public one',
  alter: readingOver((document) =>
    document['token_endpoint_auth_method'] === 'private_key_jwt'
      ? { ...without(document, 'token_endpoint_auth_signing_alg'), token_endpoint_auth_method: 'none' }
      : document,
  ),
} satisfies Defect;
