import type { Defect } from '../../parts.ts';
import { ROOT_PLACE } from '../bend.ts';

/** A static file without a suffix. */
export default {
  breaks: 'server.metadata.status-and-type',
  title: 'The metadata is served as text/plain',
  alter: (parts) => ({
    outermost: async (context, next) => {
      await parts.outermost(context, next);
      if (context.path.startsWith(ROOT_PLACE)) context.type = 'text/plain';
    },
  }),
} satisfies Defect;
