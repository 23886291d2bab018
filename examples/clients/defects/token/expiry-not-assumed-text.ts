import type { Defect } from '../../parts.ts';

/** As strict as the text, stricter than some servers. */
export default {
  breaks: 'client.token.expiry-not-assumed',
  title: 'A token response whose expires_in is a text is refused',
  alter: (parts) => ({
    readTokens: (answer) => (typeof answer['expires_in'] === 'string' ? undefined : parts.readTokens(answer)),
  }),
} satisfies Defect;
