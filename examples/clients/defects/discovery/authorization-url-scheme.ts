import type { Defect } from '../../parts.ts';

/** In a web view `javascript:` runs as the client itself. */
export default {
  breaks: 'client.discovery.authorization-url-scheme',
  title: 'Whatever the metadata calls the authorization endpoint is opened',
  alter: () => ({
    authorizationUrl(endpoint, parameters) {
      const url = new URL(endpoint);
      for (const [name, value] of Object.entries(parameters))
        if (value !== undefined) url.searchParams.set(name, value);
      return url.href;
    },
  }),
} satisfies Defect;
