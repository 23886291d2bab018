import type { IncomingMessage } from 'node:http';
import type { Middleware } from 'koa';

/** Counts the exchanges that are under way in a lab. */
export interface Pending {
  around: Middleware;
  /** Resolves when there are none, or after a while: what hangs does not count. */
  none(limitMs: number): Promise<void>;
}

export function countPending(): Pending {
  const open = new Set<IncomingMessage>();
  const waiting = new Set<() => void>();
  return {
    around: async ({ req, res }, next) => {
      if (!open.has(req) && !res.closed) {
        open.add(req);
        res.once('close', () => {
          open.delete(req);
          if (open.size === 0) for (const resolve of [...waiting]) resolve();
        });
      }
      await next();
    },
    none: (limitMs) =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, limitMs);
        waiting.add(done);
        if (open.size === 0) done();
      }),
  };
}
