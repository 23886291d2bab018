import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

/** It has read when the token ends, and knows better than the server. */
export default {
  breaks: 'client.token.expiry-not-assumed',
  title: 'A token that is refused is kept until its time is over',
  alter: (parts) => ({
    login(session, challenge) {
      const isKept = challenge['error'] === 'invalid_token' && parts.storedTokens(session) !== undefined;
      if (isKept) throw new Trouble('The token is still good.');
      return parts.login(session, challenge);
    },
  }),
} satisfies Defect;
