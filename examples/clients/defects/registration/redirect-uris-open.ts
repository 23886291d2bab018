import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.registration.redirect-uris',
  title: 'A redirect URI on a public host without https is registered as well',
  alter: (parts) => ({
    clientMetadata: (session) => ({
      ...parts.clientMetadata(session),
      redirect_uris: [session.redirectUri, 'http://client.example/callback'],
    }),
  }),
} satisfies Defect;
