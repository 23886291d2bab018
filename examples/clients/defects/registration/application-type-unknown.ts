import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.registration.application-type',
  title: 'The registration names an application type that there is not',
  alter: (parts) => ({
    clientMetadata: (session) => ({ ...parts.clientMetadata(session), application_type: 'cli' }),
  }),
} satisfies Defect;
