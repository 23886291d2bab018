import type { Style } from '../parts.ts';

export default {
  title: 'Clients are registered by hand: nobody registers itself, and no document is read',
  options: { dynamicRegistration: false, clientIdMetadataDocuments: false },
  preRegistered: true,
  warns: [
    'authorization-server.registration.cimd-supported',
    'authorization-server.registration.dcr-supported',
  ],
} satisfies Style;
