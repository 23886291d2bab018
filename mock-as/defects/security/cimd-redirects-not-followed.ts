import type { Defect } from '../../parts.ts';

/** What every HTTP client does unless it is told not to. */
export default {
  breaks: 'authorization-server.security.cimd-redirects-not-followed',
  title: 'Redirects are followed when a client document is fetched',
  alter: () => ({
    providerConfiguration: (configuration) => {
      const { fetch: ask = fetch } = configuration;
      return { ...configuration, fetch: (url, init) => ask(url, { ...init, redirect: 'follow' }) };
    },
  }),
} satisfies Defect;
