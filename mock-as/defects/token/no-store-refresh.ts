import type { Defect } from '../../parts.ts';
import { afterToken } from '../token-answers.ts';

/** A proxy overwrites the field, and no-cache is taken for no-store. */
export default {
  breaks: 'authorization-server.token.no-store',
  title: 'Responses to a refresh say no-cache instead of no-store',
  alter: () => ({
    provider: afterToken(({ ctx, params }) => {
      if (params['grant_type'] === 'refresh_token') ctx.set('Cache-Control', 'no-cache, max-age=0');
    }),
  }),
} satisfies Defect;
