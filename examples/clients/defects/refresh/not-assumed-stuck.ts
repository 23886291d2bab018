import { Trouble } from '../../types.ts';
import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.refresh.not-assumed',
  title: 'Knows no other way than a refresh to replace a token',
  alter: (parts) => ({
    login(session, challenge) {
      const tokens = parts.storedTokens(session);
      if (tokens !== undefined && tokens.refresh === undefined)
        throw new Trouble('There is no refresh token.');
      return parts.login(session, challenge);
    },
  }),
} satisfies Defect;
