import { Trouble } from '../../types.ts';
import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.security.large-documents',
  title: 'Reads whatever it is sent to the end',
  alter: (parts) => ({
    async readJson(response) {
      if (!response.url.includes('/.well-known/')) return parts.readJson(response);
      const body = Buffer.from(await response.arrayBuffer());
      if (body.length > 1024 * 1024) throw new Trouble('That was no metadata.');
      return JSON.parse(body.toString('utf8')) as unknown;
    },
  }),
} satisfies Defect;
