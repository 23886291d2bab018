import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.cimd-size-limit',
  title: 'A document is read whole, however long it is',
  alter: () => ({
    providerConfiguration: (configuration) => ({
      ...configuration,
      fetchResponseBodyLimits: { 'client_id metadata document': Infinity },
    }),
  }),
} satisfies Defect;
