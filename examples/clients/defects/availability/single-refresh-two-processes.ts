import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.availability.single-refresh',
  title: 'Each process refreshes by itself',
  alter: () => ({ alone: (_session, work) => work() }),
} satisfies Defect;
