import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.registration.redirect-uris',
  title: 'Another callback path is registered than the one in use',
  alter: (parts) => ({
    clientMetadata: (session) => ({
      ...parts.clientMetadata(session),
      redirect_uris: [session.redirectUri.replace('/callback', '/oauth/callback')],
    }),
  }),
} satisfies Defect;
