import type { Defect } from '../../parts.ts';
import { accessFor } from '../tricks.ts';

/** Authentication is switched off until somebody brings a token. */
export default {
  breaks: 'server.transport.authentication-present',
  title: 'Everything is open to requests without a token',
  alter: (parts) => ({
    authenticate: async (context, setup) =>
      context.req.headers.authorization === undefined
        ? accessFor('anonymous', parts)
        : parts.authenticate(context, setup),
  }),
} satisfies Defect;
