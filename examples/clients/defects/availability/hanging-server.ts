import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.availability.hanging-server',
  title: 'Waits for an answer as long as it takes',
  alter: (parts) => ({
    fetch: (url, init, { signal }) => parts.fetch(url, init, { signal, limitMs: 3_600_000 }),
  }),
} satisfies Defect;
