import type { Defect } from '../../parts.ts';

/** Whoever the same authorization server let in is taken for the same user. */
export default {
  breaks: 'server.session.state-handle-bound-to-user',
  title: 'Further results are kept for the issuer of the token, whoever its subject is',
  alter: (parts) => ({
    cursorOwner: (subject) => {
      const [issuer] = JSON.parse(parts.cursorOwner(subject)) as unknown[];
      return String(issuer);
    },
  }),
} satisfies Defect;
