import type { Defect } from '../../parts.ts';

/** The cursor is random, and that is thought to be enough. */
export default {
  breaks: 'server.session.state-handle-bound-to-user',
  title: 'Further results are kept under the cursor alone',
  alter: () => ({ cursorOwner: () => 'anyone' }),
} satisfies Defect;
