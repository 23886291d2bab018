import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.cimd-cache',
  title: 'Documents are fetched for each request',
  alter: () => ({ clientDocumentLifetime: () => 0 }),
} satisfies Defect;
