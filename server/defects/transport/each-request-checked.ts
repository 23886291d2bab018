import type { Defect } from '../../parts.ts';
import { accessFor } from '../tricks.ts';

/** What has no answer is thought to need no token. */
export default {
  breaks: 'server.transport.each-request-checked',
  title: 'Notifications are taken without a token',
  alter: (parts) => ({
    authenticate: async (context, setup) =>
      context.get('mcp-method').startsWith('notifications/')
        ? accessFor('nobody', parts)
        : parts.authenticate(context, setup),
  }),
} satisfies Defect;
