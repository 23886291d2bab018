import type { Defect } from '../../parts.ts';
import { refreshedBy } from '../refreshes.ts';

/** A used token is deleted, so that its reuse cannot be told from a token that never was. */
export default {
  breaks: 'authorization-server.refresh.reuse-revokes-family',
  title: 'The reuse of a refresh token ends only that token',
  alter: () => ({
    tokenRequest: (environment, form) => {
      const isUsed = refreshedBy(environment, form)?.token.consumed !== undefined;
      if (isUsed) environment.store.destroy('RefreshToken', form.get('refresh_token') ?? '');
    },
  }),
} satisfies Defect;
