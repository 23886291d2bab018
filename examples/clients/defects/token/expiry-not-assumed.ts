import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

/** It knows when to use its refresh token: when the time is over that the token was said to last. */
export default {
  breaks: 'client.token.expiry-not-assumed',
  title: 'A token that is refused is kept until its time is over',
  alter: (parts) => ({
    login(session, challenge) {
      const isKept =
        challenge['error'] === 'invalid_token' && parts.storedTokens(session)?.refresh !== undefined;
      if (isKept) throw new Trouble('The token is still good.');
      return parts.login(session, challenge);
    },
  }),
} satisfies Defect;
