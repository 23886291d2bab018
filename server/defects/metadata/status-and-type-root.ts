import type { Defect } from '../../parts.ts';
import { ROOT_PLACE } from '../bend.ts';

/** The copy at the root is served by something else. */
export default {
  breaks: 'server.metadata.status-and-type',
  title: 'The metadata at the root has no media type of JSON',
  alter: (parts) => ({
    outermost: async (context, next) => {
      await parts.outermost(context, next);
      if (context.path === ROOT_PLACE) context.type = 'application/octet-stream';
    },
  }),
} satisfies Defect;
