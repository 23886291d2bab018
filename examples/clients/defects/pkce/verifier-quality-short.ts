import type { Defect } from '../../parts.ts';

/** 42 characters: one too few. */
export default {
  breaks: 'client.pkce.verifier-quality',
  title: 'The code verifier is too short',
  alter: (parts) => ({ newVerifier: () => parts.newVerifier().slice(1) }),
} satisfies Defect;
