import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.scope.step-up',
  title: 'Sends what was refused with 403 again, with the same token',
  alter: (parts) => ({
    async fetch(url, init, limits) {
      const response = await parts.fetch(url, init, limits);
      if (response.status !== 403 || !response.headers.has('www-authenticate')) return response;
      await response.body?.cancel();
      const again = await parts.fetch(url, init, limits);
      await again.body?.cancel();
      return new Response('', { status: 500 });
    },
  }),
} satisfies Defect;
