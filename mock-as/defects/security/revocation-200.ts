import type { Defect } from '../../parts.ts';

/** What is not there cannot be deleted. */
export default {
  breaks: 'authorization-server.security.revocation-200',
  title: 'The revocation of an unknown token is answered 404',
  alter: ({ revocation }) => ({
    revocation: (token) => ({ ...revocation(token), status: token.isKnown ? 200 : 404 }),
  }),
} satisfies Defect;
