import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.security.no-open-redirector',
  title: 'Sends the browser on to where next says',
  alter: (parts) => ({
    callbackAnswer(parameters) {
      const next = parameters.get('next');
      return next === null
        ? parts.callbackAnswer(parameters)
        : { status: 302, headers: { location: next }, body: '' };
    },
  }),
} satisfies Defect;
