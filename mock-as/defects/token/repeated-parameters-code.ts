import type { Defect } from '../../parts.ts';

/** Repetitions are looked for among the parameters of the client only. */
export default {
  breaks: 'authorization-server.token.repeated-parameters',
  title: 'Of a repeated code the first one counts',
  alter: () => ({
    tokenRequest: (_environment, form) => {
      const code = form.get('code');
      if (code !== null) form.set('code', code);
    },
  }),
} satisfies Defect;
