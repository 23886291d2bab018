import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.pkce.verifier-quality',
  title: 'The code verifier is always the same',
  alter: () => ({ newVerifier: () => 'a-verifier-that-everybody-can-read-in-the-source' }),
} satisfies Defect;
