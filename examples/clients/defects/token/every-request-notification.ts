import type { Defect } from '../../parts.ts';

/** Nobody waits for an answer, so nobody notices. */
export default {
  breaks: 'client.token.every-request',
  title: 'A notification is sent without the access token',
  alter: (parts) => ({
    async fetch(url, init, limits) {
      const headers = new Headers(init?.headers);
      const isCall = typeof init?.body === 'string' && init.body.includes('"tools/call"');
      if (headers.has('authorization') && isCall) {
        headers.delete('authorization');
        const method = 'notifications/roots/list_changed';
        if (headers.has('mcp-method')) headers.set('mcp-method', method);
        headers.delete('mcp-name');
        const body = JSON.stringify({ jsonrpc: '2.0', method });
        const response = await parts.fetch(url, { method: 'POST', headers, body }, limits);
        await response.body?.cancel();
      }
      return parts.fetch(url, init, limits);
    },
  }),
} satisfies Defect;
