import type { Defect } from '../../parts.ts';

/** The number of a row in a database. */
export default {
  breaks: 'server.session.state-handle-unpredictable',
  title: 'Cursors are counted',
  alter: () => {
    let last = 1_000;
    return { newCursor: () => String((last += 1)) };
  },
} satisfies Defect;
