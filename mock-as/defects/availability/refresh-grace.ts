import { setTimeout } from 'node:timers/promises';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Defect } from '../../parts.ts';

/** How long after an answer a request still counts as being at the same time, milliseconds. */
const WINDOW = 150;

/** A lock in the database, which nobody gets whom another one meets there. */
export default {
  breaks: 'authorization-server.availability.refresh-grace',
  title: 'Of two refresh requests at the same time both are refused',
  alter: () => {
    const waiting = new Map<string, number>();
    return {
      provider: (_environment, provider) => {
        provider.use(async (ctx, next) => {
          await next();
          const params = (ctx as Partial<KoaContextWithOIDC>).oidc?.params;
          if (params?.grant_type !== 'refresh_token') return;
          const token = String(params.refresh_token);
          waiting.set(token, (waiting.get(token) ?? 0) + 1);
          await setTimeout(WINDOW);
          if (waiting.get(token) === 1) {
            waiting.delete(token);
            return;
          }
          ctx.status = 400;
          ctx.body = { error: 'invalid_grant' };
        });
      },
    };
  },
} satisfies Defect;
