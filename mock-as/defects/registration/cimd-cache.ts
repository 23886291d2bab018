import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.cimd-cache',
  title: 'Documents are kept for ever',
  alter: () => ({ clientDocumentLifetime: () => Number.MAX_SAFE_INTEGER / 1000 }),
} satisfies Defect;
