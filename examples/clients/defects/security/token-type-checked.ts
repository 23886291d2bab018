import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.security.token-type-checked',
  title: 'Does not look at the type of a token',
  alter: (parts) => ({
    readTokens: (answer) => parts.readTokens({ ...answer, token_type: 'Bearer' }),
  }),
} satisfies Defect;
