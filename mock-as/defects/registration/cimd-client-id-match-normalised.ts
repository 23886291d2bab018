import type { Defect } from '../../parts.ts';
import { readingOver } from '../document-reading.ts';

export default {
  breaks: 'authorization-server.registration.cimd-client-id-match',
  title: 'A slash at the end of the client_id of a document does not count',
  alter: readingOver((document, url) =>
    String(document['client_id']).replace(/\/$/, '') === url ? { ...document, client_id: url } : document,
  ),
} satisfies Defect;
