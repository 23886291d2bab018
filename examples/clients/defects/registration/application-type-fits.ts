import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.registration.application-type-fits',
  title: 'A client with a loopback callback registers as a web application',
  alter: (parts) => ({
    clientMetadata: (session) => ({ ...parts.clientMetadata(session), application_type: 'web' }),
  }),
} satisfies Defect;
