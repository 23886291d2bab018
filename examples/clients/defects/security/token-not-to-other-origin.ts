import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.security.token-not-to-other-origin',
  title: 'Follows a redirect with all its fields, wherever it leads',
  alter: (parts) => ({
    async fetch(url, init, limits) {
      if (!new Headers(init?.headers).has('mcp-protocol-version') || init?.method !== 'POST')
        return parts.fetch(url, init, limits);
      const response = await parts.fetch(url, { ...init, redirect: 'manual' }, limits);
      const location = response.headers.get('location');
      return response.status === 307 && location !== null ? parts.fetch(location, init, limits) : response;
    },
  }),
} satisfies Defect;
