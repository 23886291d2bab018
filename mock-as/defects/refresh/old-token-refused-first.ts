import type { Defect } from '../../parts.ts';
import { refreshedBy } from '../refreshes.ts';

/** Only the tokens that came of a refresh are marked as used; the one that came with the code is kept apart. */
export default {
  breaks: 'authorization-server.refresh.old-token-refused',
  title: 'The first refresh token of a grant can be used for ever',
  alter: () => ({
    tokenRequest: (environment, form) => {
      const { token } = refreshedBy(environment, form) ?? {};
      if (token?.rotations === 0) delete token.consumed;
    },
  }),
} satisfies Defect;
