import type { Defect } from '../../parts.ts';

/** A response without its lifetime is taken for one that is over. */
export default {
  breaks: 'client.token.expiry-not-assumed',
  title: 'A token response without expires_in is refused',
  alter: (parts) => ({
    readTokens: (answer) => (answer['expires_in'] === undefined ? undefined : parts.readTokens(answer)),
  }),
} satisfies Defect;
