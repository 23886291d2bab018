import type { Defect } from '../../parts.ts';

/** Checked once, at the door. */
export default {
  breaks: 'server.security.stream-ends-with-token',
  title: 'A stream goes on for as long as the client likes, whatever becomes of its token',
  alter: () => ({ endWithToken: () => undefined }),
} satisfies Defect;
