import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.cimd-supported',
  title: 'Documents of clients are not read',
  options: { clientIdMetadataDocuments: false },
} satisfies Defect;
