import type { Defect } from '../../parts.ts';

/** The grants of the registration are kept, and not looked at. */
export default {
  breaks: 'authorization-server.refresh.issued-when-asked',
  title: 'Every client gets a refresh token',
  alter: () => ({
    providerConfiguration: (configuration) => ({ ...configuration, issueRefreshToken: () => true }),
  }),
} satisfies Defect;
