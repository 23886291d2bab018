import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

/** Each launch begins with the same refresh, and ends with it. */
export default {
  breaks: 'client.stale-client.refresh-invalid-client',
  title: 'A refresh that is refused with 401 is an error, and everything stays',
  alter: (parts) => ({
    tokenRefusal: (refusal) =>
      refusal.grant === 'refresh_token' && refusal.status === 401
        ? new Trouble('The refresh failed.')
        : parts.tokenRefusal(refusal),
  }),
} satisfies Defect;
