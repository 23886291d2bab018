import type { Defect } from '../../parts.ts';

const KNOWN = ['access_token', 'token_type', 'expires_in', 'refresh_token', 'scope', 'id_token'];

/** A schema that lists what there is, and takes nothing else. */
export default {
  breaks: 'client.token.unknown-members-ignored',
  title: 'A token response with a member that it does not know is refused',
  alter: (parts) => ({
    readTokens: (answer) =>
      Object.keys(answer).every((name) => KNOWN.includes(name)) ? parts.readTokens(answer) : undefined,
  }),
} satisfies Defect;
