import type { Defect } from '../../parts.ts';

/** The metadata names the endpoint, the configuration the host. */
export default {
  breaks: 'server.resource-indicator.advertised-resource-is-audience',
  title: 'The audience is compared with the origin of the resource',
  alter: (parts) => ({
    checkAudience: (claims, setup, header) => {
      const { settings } = setup;
      const audiences = settings.audiences.map((own) =>
        own === settings.resourceIdentifier ? new URL(own).origin : own,
      );
      return parts.checkAudience(claims, { ...setup, settings: { ...settings, audiences } }, header);
    },
  }),
} satisfies Defect;
