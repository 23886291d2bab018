import type { Defect } from '../../parts.ts';

/** URL libraries add a slash, and a comparison of texts does not. */
export default {
  breaks: 'server.resource-indicator.advertised-resource-is-audience',
  title: 'The audience is compared with the resource and a slash behind it',
  alter: (parts) => ({
    checkAudience: (claims, setup, header) => {
      const { settings } = setup;
      const audiences = settings.audiences.map((own) =>
        own === settings.resourceIdentifier ? `${own}/` : own,
      );
      return parts.checkAudience(claims, { ...setup, settings: { ...settings, audiences } }, header);
    },
  }),
} satisfies Defect;
