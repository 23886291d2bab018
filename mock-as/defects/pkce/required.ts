import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.pkce.required',
  title: 'PKCE is optional for everybody',
  alter: () => ({
    providerConfiguration: (configuration) => ({ ...configuration, pkce: { required: () => false } }),
  }),
} satisfies Defect;
