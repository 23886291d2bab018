import type { Defect } from '../../parts.ts';

/** A server that does not compare lets it in. */
export default {
  breaks: 'client.pkce.used',
  title: 'The verifier of the token request is another one than that of the challenge',
  alter: (parts) => ({
    redeem: (session, request, code) =>
      parts.redeem(session, { ...request, verifier: parts.newVerifier() }, code),
  }),
} satisfies Defect;
