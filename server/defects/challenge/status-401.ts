import type { Defect } from '../../parts.ts';

/** JSON-RPC over HTTP is taken for JSON-RPC alone. */
export default {
  breaks: 'server.challenge.status-401',
  entails: ['server.error.status-not-in-jsonrpc', 'server.transport.each-request-checked'],
  title: 'A missing token is answered with HTTP 200 and a JSON-RPC error',
  alter: (parts) => ({
    outermost: async (context, next) => {
      await parts.outermost(context, next);
      if (context.method !== 'POST' || context.status !== 401 || context.get('authorization') !== '') return;
      context.status = 200;
      context.body = { jsonrpc: '2.0', id: null, error: { code: -32_001, message: 'Unauthorized' } };
    },
  }),
} satisfies Defect;
