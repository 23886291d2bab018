import type { Defect } from '../../parts.ts';

const COLUMN = 64;

export default {
  breaks: 'authorization-server.pkce.s256-supported',
  title: 'A long verifier is cut before it is verified',
  alter: () => ({
    tokenRequest: (_environment, form) => {
      const verifier = form.get('code_verifier');
      if (verifier !== null) form.set('code_verifier', verifier.slice(0, COLUMN));
    },
  }),
} satisfies Defect;
