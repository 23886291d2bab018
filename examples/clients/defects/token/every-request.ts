import type { Defect } from '../../parts.ts';

/** The stream is opened by another piece of code, which nobody told of the token. */
export default {
  breaks: 'client.token.every-request',
  title: 'The event stream is opened without the access token',
  alter: (parts) => ({
    async fetch(url, init, limits) {
      const hasToken = new Headers(init?.headers).has('authorization');
      if (hasToken && JSON.stringify(init?.body ?? '').includes('tools/call')) {
        const stream = await parts.fetch(url, { headers: { accept: 'text/event-stream' } }, limits);
        await stream.body?.cancel();
      }
      return parts.fetch(url, init, limits);
    },
  }),
} satisfies Defect;
