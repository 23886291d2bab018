import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.security.redirects-in-discovery',
  title: 'Follows every redirect in discovery',
  alter: (parts) => ({
    fetch: (url, init, limits) =>
      parts.fetch(url, url.includes('/.well-known/') ? { ...init, redirect: 'follow' } : init, limits),
  }),
} satisfies Defect;
