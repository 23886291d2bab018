import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.dcr-supported',
  entails: ['authorization-server.registration.cimd-supported'],
  title: 'Neither registration nor documents: only who is registered by hand gets in',
  options: { dynamicRegistration: false, clientIdMetadataDocuments: false },
} satisfies Defect;
