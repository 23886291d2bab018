import type { Style } from '../parts.ts';

/** The transport's text offers this body for the 403. */
export default {
  title: 'Refuses a foreign origin with a JSON-RPC error that has no id',
  alter: (parts) => ({
    outermost: async (context, next) => {
      await parts.outermost(context, next);
      if (context.status !== 403 || context.res.hasHeader('WWW-Authenticate')) return;
      const error = { code: -32_000, message: 'Forbidden' };
      context.body = { jsonrpc: '2.0', error };
    },
  }),
  revisions: ['2025-06-18'],
} satisfies Style;
