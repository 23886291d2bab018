import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.token.repeated-parameters',
  title: 'Of a repeated parameter the last value counts',
  alter: () => ({
    tokenRequest: (_environment, form) => {
      for (const name of ['grant_type', 'code']) {
        const last = form.getAll(name).at(-1);
        if (last !== undefined) form.set(name, last);
      }
    },
  }),
} satisfies Defect;
