import type { Defect } from '../../parts.ts';
import { accessFor, firstByte } from '../tricks.ts';

/** A batch is unpacked before it is looked at, and then nobody looks. */
export default {
  breaks: 'server.transport.batch-authorized',
  entails: ['server.security.batch-no-bypass'],
  title: 'A batch needs no token',
  alter: (parts) => ({
    authenticate: async (context, setup) =>
      context.method === 'POST' && (await firstByte(context.req)) === '['
        ? accessFor('batch', parts)
        : parts.authenticate(context, setup),
  }),
} satisfies Defect;
