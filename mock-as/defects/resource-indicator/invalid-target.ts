import type { Defect } from '../../parts.ts';

/** Whatever a client names is a resource from then on. */
export default {
  breaks: 'authorization-server.resource-indicator.invalid-target',
  title: 'An unknown resource is copied into the audience',
  alter: () => ({
    authorizationRequest: ({ resources }, parameters) => {
      for (const url of parameters.getAll('resource')) {
        const isWhole = URL.canParse(url) && new URL(url).hash === '';
        if (isWhole && resources.named(url) === undefined) resources.add({ url, scopes: [] });
      }
    },
  }),
} satisfies Defect;
