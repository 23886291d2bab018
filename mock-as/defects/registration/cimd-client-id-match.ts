import type { Defect } from '../../parts.ts';
import { readingOver } from '../document-reading.ts';

export default {
  breaks: 'authorization-server.registration.cimd-client-id-match',
  title: 'The client_id of a document is not compared with its URL',
  alter: readingOver((document, url) => ({ ...document, client_id: url })),
} satisfies Defect;
