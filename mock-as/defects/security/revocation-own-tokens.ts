import type { Defect } from '../../parts.ts';

/** Who knows a token may revoke it. */
export default {
  breaks: 'authorization-server.security.revocation-own-tokens',
  title: 'A client can revoke the tokens of another',
  alter: () => ({ revocation: ({ isKnown }) => ({ revokes: isKnown, status: 200 }) }),
} satisfies Defect;
