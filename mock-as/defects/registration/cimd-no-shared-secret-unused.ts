import type { Defect } from '../../parts.ts';
import { readingOver } from '../document-reading.ts';

export default {
  breaks: 'authorization-server.registration.cimd-no-shared-secret',
  title: 'A method with a secret is fine for a document that holds none',
  alter: readingOver((document) => {
    const isShared = String(document['token_endpoint_auth_method']).startsWith('client_secret_');
    return isShared && document['client_secret'] === undefined
      ? { ...document, token_endpoint_auth_method: 'none' }
      : document;
  }),
} satisfies Defect;
