import type { Defect } from '../../parts.ts';

/** A list of bad schemes always misses one. */
export default {
  breaks: 'client.discovery.authorization-url-scheme',
  title: 'Only javascript: and data: are not opened',
  alter: (parts) => ({
    authorizationUrl(endpoint, parameters) {
      const url = new URL(endpoint);
      if (['javascript:', 'data:'].includes(url.protocol))
        return parts.authorizationUrl(endpoint, parameters);
      for (const [name, value] of Object.entries(parameters))
        if (value !== undefined) url.searchParams.set(name, value);
      return url.href;
    },
  }),
} satisfies Defect;
