import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.availability.retry-after-respected',
  title: 'Tries again at once',
  alter: () => ({ secondsToWait: () => 0 }),
} satisfies Defect;
