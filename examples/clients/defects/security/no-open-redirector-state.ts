import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.security.no-open-redirector',
  title: 'Takes a state that is an address for the page to go on to',
  alter: (parts) => ({
    callbackAnswer(parameters) {
      const state = parameters.get('state') ?? '';
      if (!state.startsWith('https://')) return parts.callbackAnswer(parameters);
      const body = `<!doctype html><meta http-equiv="refresh" content="0; url=${encodeURI(state)}">`;
      return { status: 200, headers: { 'content-type': 'text/html' }, body };
    },
  }),
} satisfies Defect;
