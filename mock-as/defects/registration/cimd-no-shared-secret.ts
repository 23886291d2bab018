import type { Defect } from '../../parts.ts';
import { readingOver, without } from '../document-reading.ts';

export default {
  breaks: 'authorization-server.registration.cimd-no-shared-secret',
  title: 'What a document says of secrets is read over',
  alter: readingOver((document) => {
    const isShared = String(document['token_endpoint_auth_method']).startsWith('client_secret_');
    const method = isShared ? { token_endpoint_auth_method: 'none' } : {};
    return { ...without(document, 'client_secret'), ...method };
  }),
} satisfies Defect;
