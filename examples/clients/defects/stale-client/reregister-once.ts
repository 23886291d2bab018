import type { Defect } from '../../parts.ts';

/** Each new registration is refused like the one before. */
export default {
  breaks: 'client.stale-client.reregister-once',
  title: 'It registers again as long as the answer is invalid_client',
  alter: () => ({ mostFreshStarts: () => Infinity }),
} satisfies Defect;
