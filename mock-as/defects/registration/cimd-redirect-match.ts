import type { Defect } from '../../parts.ts';
import { comparingForDocuments } from '../document-reading.ts';

export default {
  breaks: 'authorization-server.registration.cimd-redirect-match',
  title: 'A document lets its client have every redirect URI',
  alter: comparingForDocuments(() => true),
} satisfies Defect;
