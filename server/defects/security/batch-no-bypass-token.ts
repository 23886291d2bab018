import type { Defect } from '../../parts.ts';
import { accessFor, firstByte } from '../tricks.ts';

/** The guard reads the method to tell public calls from others, and an array has none. */
export default {
  breaks: 'server.security.batch-no-bypass',
  title: 'An array is served without a token',
  alter: (parts) => ({
    authenticate: async (context, setup) => {
      if (context.get('authorization') !== '' || context.method !== 'POST')
        return parts.authenticate(context, setup);
      const start = await firstByte(context.req);
      return start === '[' ? accessFor('nobody', parts) : parts.authenticate(context, setup);
    },
    batchTrouble: () => undefined,
    messageToServe: (body) => (Array.isArray(body) ? (body as unknown[])[0] : body),
  }),
} satisfies Defect;
