import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

/** What the server does not know any more is used for ever. */
export default {
  breaks: 'client.stale-client.reregister-on-invalid-client',
  title: 'A code that is refused with 401 invalid_client is an error, and the registration stays',
  alter: (parts) => ({
    tokenRefusal: (refusal) =>
      refusal.grant === 'authorization_code' && refusal.status === 401
        ? new Trouble('Not authorized.')
        : parts.tokenRefusal(refusal),
  }),
} satisfies Defect;
