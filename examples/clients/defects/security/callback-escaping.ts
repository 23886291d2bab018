import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.security.callback-escaping',
  title: 'Shows the error description as HTML',
  alter: (parts) => ({
    callbackAnswer(parameters) {
      const { body, ...answer } = parts.callbackAnswer(parameters);
      return { ...answer, body: `${body}<p>${parameters.get('error_description') ?? ''}</p>` };
    },
  }),
} satisfies Defect;
