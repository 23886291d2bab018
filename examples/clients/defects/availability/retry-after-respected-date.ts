import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.availability.retry-after-respected',
  title: 'Reads Retry-After as a number only',
  alter: () => ({ secondsToWait: (retryAfter) => Number.parseInt(retryAfter ?? '', 10) || 0 }),
} satisfies Defect;
