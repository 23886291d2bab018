import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

/** Only one of the two codes for a client that is gone is known at a refresh. */
export default {
  breaks: 'client.stale-client.refresh-invalid-client',
  title: 'A refresh that is refused with unauthorized_client is an error, and everything stays',
  alter: (parts) => ({
    tokenRefusal: (refusal) =>
      refusal.grant === 'refresh_token' && refusal.error === 'unauthorized_client'
        ? new Trouble('The refresh failed.')
        : parts.tokenRefusal(refusal),
  }),
} satisfies Defect;
