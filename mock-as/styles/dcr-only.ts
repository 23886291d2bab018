import type { Style } from '../parts.ts';

export default {
  title: 'Clients register themselves; documents of clients are not read',
  options: { clientIdMetadataDocuments: false },
  warns: ['authorization-server.registration.cimd-supported'],
} satisfies Style;
