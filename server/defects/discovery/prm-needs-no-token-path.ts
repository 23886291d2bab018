import type { Defect } from '../../parts.ts';
import { PATH_PLACE } from '../bend.ts';

/** A rule of the proxy guards everything that ends like the endpoint. */
export default {
  breaks: 'server.discovery.prm-needs-no-token',
  title: 'Only the metadata that the challenge names asks for a token',
  alter: (parts) => ({
    outermost: async (context, next) => {
      const isOpen = context.path !== PATH_PLACE || context.get('authorization') !== '';
      if (isOpen || context.method === 'OPTIONS') return parts.outermost(context, next);
      context.status = 403;
      context.body = { error_description: 'Forbidden.' };
    },
  }),
} satisfies Defect;
