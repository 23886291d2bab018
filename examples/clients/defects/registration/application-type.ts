import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.registration.application-type',
  title: 'The registration names no application type',
  alter: (parts) => ({
    clientMetadata: (session) => ({ ...parts.clientMetadata(session), application_type: undefined }),
  }),
} satisfies Defect;
