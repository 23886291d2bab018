import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.availability.refresh-before-login',
  title: 'Throws its refresh token away and opens the browser when the access token has run out',
  alter: (parts) => ({
    readTokens(answer) {
      const tokens = parts.readTokens(answer);
      return tokens === undefined ? undefined : { access: tokens.access };
    },
  }),
} satisfies Defect;
