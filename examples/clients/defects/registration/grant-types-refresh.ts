import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.registration.grant-types-refresh',
  title: 'The client registers for codes only, and uses refresh tokens where it gets some',
  alter: (parts) => ({
    clientMetadata: (session) => ({
      ...parts.clientMetadata(session),
      grant_types: ['authorization_code'],
    }),
  }),
} satisfies Defect;
