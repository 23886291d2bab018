import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

/** RFC 6749 §5.2 leaves the status to the server. */
export default {
  breaks: 'client.stale-client.invalid-client-400-and-401',
  title: 'Only 401 counts as a client that is not known',
  alter: (parts) => ({
    tokenRefusal: (refusal) =>
      refusal.status === 400 && refusal.error === 'invalid_client'
        ? new Trouble('A bad request.')
        : parts.tokenRefusal(refusal),
  }),
} satisfies Defect;
