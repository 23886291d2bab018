import type { Defect } from '../../parts.ts';

/** Short enough to be typed. */
export default {
  breaks: 'authorization-server.security.code-and-token-entropy',
  title: 'Codes and refresh tokens have 48 bits',
  alter: () => ({
    providerConfiguration: (configuration) => ({ ...configuration, formats: { bitsOfOpaqueRandomness: 48 } }),
  }),
} satisfies Defect;
