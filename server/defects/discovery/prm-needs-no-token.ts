import type { Defect } from '../../parts.ts';
import { ROOT_PLACE } from '../bend.ts';

/** The token middleware stands in front of all routes. */
export default {
  breaks: 'server.discovery.prm-needs-no-token',
  title: 'The metadata asks for a token',
  alter: (parts) => ({
    outermost: async (context, next) => {
      const isOpen = !context.path.startsWith(ROOT_PLACE) || context.get('authorization') !== '';
      if (isOpen || context.method === 'OPTIONS') return parts.outermost(context, next);
      context.status = 401;
      context.body = { error_description: 'An access token is needed.' };
    },
  }),
} satisfies Defect;
