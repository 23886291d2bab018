import type { Defect } from '../../parts.ts';

/** Clients have to guess when to come back. */
export default {
  breaks: 'server.availability.retry-after',
  title: 'The 503 of an outage has no Retry-After',
  alter: () => ({ retryAfter: () => undefined }),
} satisfies Defect;
