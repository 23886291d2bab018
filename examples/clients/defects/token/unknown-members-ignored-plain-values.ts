import type { Defect } from '../../parts.ts';

/** A map of names to texts and numbers, as all token responses were that it has seen. */
export default {
  breaks: 'client.token.unknown-members-ignored',
  title: 'A token response with a member that is neither text nor number is refused',
  alter: (parts) => ({
    readTokens: (answer) =>
      Object.values(answer).every((value) => ['string', 'number'].includes(typeof value))
        ? parts.readTokens(answer)
        : undefined,
  }),
} satisfies Defect;
