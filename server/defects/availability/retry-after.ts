import type { Defect } from '../../parts.ts';

/** RFC 9110 §10.2.3 knows seconds and dates. */
export default {
  breaks: 'server.availability.retry-after',
  title: 'Retry-After of an outage is a word',
  alter: (parts) => ({
    retryAfter: (problem) => (parts.retryAfter(problem) === undefined ? undefined : 'soon'),
  }),
} satisfies Defect;
