import type { Defect } from '../../parts.ts';
import { afterToken } from '../token-answers.ts';

export default {
  breaks: 'authorization-server.token.no-store',
  title: 'Token responses have no Cache-Control',
  alter: () => ({ provider: afterToken(({ ctx }) => ctx.remove('Cache-Control')) }),
} satisfies Defect;
