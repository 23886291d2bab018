import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.loopback-accepted',
  title: 'A loopback redirect URI is registered with https instead of http',
  alter: ({ clientMetadata }) => ({
    clientMetadata: (request, environment) => {
      const metadata = clientMetadata(request, environment);
      const { redirect_uris: uris } = metadata;
      if (!Array.isArray(uris)) return metadata;
      const upgraded = uris.map((uri) => String(uri).replace(/^http:/, 'https:'));
      return { ...metadata, redirect_uris: upgraded, application_type: 'web' };
    },
  }),
} satisfies Defect;
