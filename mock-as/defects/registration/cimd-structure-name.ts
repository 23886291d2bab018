import type { Defect } from '../../parts.ts';
import { readingOver } from '../document-reading.ts';

export default {
  breaks: 'authorization-server.registration.cimd-structure',
  title: 'A document without a client_name gets that of its host',
  alter: readingOver((document, url) => ({ client_name: new URL(url).host, ...document })),
} satisfies Defect;
