import type { Defect } from '../../parts.ts';

/** The key of the table is the client identifier. */
export default {
  breaks: 'authorization-server.security.code-and-token-entropy',
  title: 'Client identifiers count up',
  alter: () => ({
    providerConfiguration: (configuration) => {
      let last = 1000;
      const idFactory = () => `m2m_${(last += 1)}`;
      const { features } = configuration;
      const registration = { ...features?.registration, idFactory };
      return { ...configuration, features: { ...features, registration } };
    },
  }),
} satisfies Defect;
