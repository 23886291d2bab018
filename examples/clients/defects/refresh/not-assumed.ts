import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.refresh.not-assumed',
  title: 'Refreshes although it has no refresh token',
  alter: (parts) => ({
    readTokens(answer) {
      const tokens = parts.readTokens(answer);
      return tokens === undefined ? undefined : { refresh: 'undefined', ...tokens };
    },
  }),
} satisfies Defect;
