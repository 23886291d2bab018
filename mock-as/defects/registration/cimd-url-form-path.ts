import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.cimd-url-form',
  title: 'A client_id needs no path',
  alter: () => ({
    providerConfiguration: ({ features, ...configuration }) => {
      const own = features?.clientIdMetadataDocument;
      const allowFetch: Exclude<typeof own, undefined>['allowFetch'] = (ctx, id) =>
        own?.allowFetch?.(ctx, id) === true || new URL(id).origin === id;
      return {
        ...configuration,
        features: { ...features, clientIdMetadataDocument: { ...own, allowFetch } },
      };
    },
  }),
} satisfies Defect;
